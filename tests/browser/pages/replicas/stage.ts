/** The stage of a replica: what tests expect of it and read from it. */
import type { Mount, Mounted, MountOptions } from '../editors/mounted';
import { type Sample, samples } from './sample';

/** A comment as the page layer must find it. */
export interface Expected {
  readonly id: string;
  readonly author: string | null;
  readonly text: string;
  readonly postedAt: string | null;
  readonly parentKey: string | null;
  readonly rating: number | null;
}

export interface ReplicaPage {
  ready: boolean;
  expected: readonly Expected[];
  /** The reply as the page would post it: to which comment, and what. */
  draft(): { readonly answers: string; readonly text: string } | null;
  /** Whether the page's own post button is on. */
  enabled(): boolean;
  /** What stood in the box when it opened. */
  initial(): string;
  close(): void;
  posted: { readonly answers: string; readonly text: string }[];
}

declare global {
  interface Window {
    replica?: ReplicaPage;
  }
}

interface OpenBox {
  readonly mounted: Mounted;
  readonly answers: () => string;
  readonly submit: HTMLElement;
  readonly initial: string;
  readonly close: () => void;
}

export interface BoxOptions extends MountOptions {
  /** The comment it answers; a function where a hidden field says so. */
  readonly answers: string | (() => string);
  readonly submit: HTMLElement;
  /** Takes the box out of the page. */
  readonly close: () => void;
}

export class Stage {
  expected: Expected[] = [];
  private box: OpenBox | null = null;

  constructor(readonly root: HTMLElement) {}

  get page(): ReplicaPage {
    return {
      ready: true,
      expected: this.expected,
      draft: () =>
        this.box === null ? null : { answers: this.box.answers(), text: this.box.mounted.text() },
      enabled: () => this.box !== null && isOn(this.box.submit),
      initial: () => this.box?.initial ?? '',
      close: () => {
        this.box?.close();
        this.box = null;
      },
      posted: [],
    };
  }

  /** Says what the page layer must make of each sample. */
  expect(of: (sample: Sample) => Partial<Expected> & Pick<Expected, 'id'>): void {
    const ids = new Map(samples.map((sample) => [sample.n, of(sample).id]));
    this.expected = samples.map((sample) => ({
      author: sample.author,
      text: sample.text,
      postedAt: sample.time,
      parentKey: sample.parent === undefined ? null : (ids.get(sample.parent) ?? null),
      rating: null,
      ...of(sample),
    }));
  }

  /** Puts an editor into the page and wires it to the page's post button. */
  async open(place: HTMLElement, mount: Mount, options: BoxOptions): Promise<void> {
    const mounted = await mount(place, options);
    const answers = options.answers;
    const box: OpenBox = {
      mounted,
      answers: typeof answers === 'string' ? () => answers : answers,
      submit: options.submit,
      initial: mounted.text(),
      close: options.close,
    };
    this.box = box;
    const sync = (): void => setOn(options.submit, mounted.text().trim() !== '');
    mounted.onChange(sync);
    sync();
    options.submit.addEventListener('click', () => {
      if (isOn(options.submit))
        window.replica?.posted.push({ answers: box.answers(), text: mounted.text() });
    });
  }
}

function setOn(button: HTMLElement, on: boolean): void {
  if (button instanceof HTMLButtonElement || button instanceof HTMLInputElement)
    button.disabled = !on;
  else button.setAttribute('aria-disabled', String(!on));
}

function isOn(button: HTMLElement): boolean {
  return !button.hasAttribute('disabled') && button.getAttribute('aria-disabled') !== 'true';
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

export const asParagraphs = (text: string): string =>
  text
    .split('\n\n')
    .map((part) => `<p>${escaped(part)}</p>`)
    .join('');
export const asBreaks = (text: string): string => escaped(text).replaceAll('\n', '<br>');

export function element<T extends HTMLElement = HTMLElement>(html: string): T {
  const template = document.createElement('template');
  template.innerHTML = html.trim();
  return document.importNode(template.content.firstElementChild as T, true);
}

/** Calls back for clicks on elements of the page that match, now or later; looks into open shadow roots. */
export function onClick(root: Node, selector: string, run: (target: HTMLElement) => void): void {
  root.addEventListener('click', (event) => {
    const target = event
      .composedPath()
      .find((node): node is HTMLElement => node instanceof HTMLElement && node.matches(selector));
    if (target === undefined) return;
    event.preventDefault();
    run(target);
  });
}
