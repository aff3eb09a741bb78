import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';
import { html, serve } from '../harness/server';
import type { Session } from '../harness/session';

/** What is drawn somewhere, as markup and styles. */
export interface Drawing {
  readonly markup: string;
  readonly styles: string;
}

/** Reads a drawing; runs in the browser, on a closed root of the overlay or on a document. */
export function readDrawing(root: ShadowRoot | Document): Drawing {
  const body = root instanceof Document ? root.body : root;
  const shown = [...body.querySelectorAll('[popover]')].filter((each) =>
    each.matches(':popover-open'),
  );
  for (const each of shown) {
    each.setAttribute('data-shown', '');
  }
  const markup = body.innerHTML;
  for (const each of shown) {
    each.removeAttribute('data-shown');
  }
  const rules = root.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]);
  return { markup, styles: rules.map((rule) => rule.cssText).join('\n') };
}

export type Theme = 'light' | 'dark';

/** A finding of axe-core that matters. */
export interface Violation {
  readonly rule: string;
  readonly impact: string;
  readonly elements: readonly string[];
}

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/**
 * What axe-core finds serious or critical in a drawing. No tool can look into a closed root, and
 * extension pages run no foreign script, so the drawing is put on a page of its own, in one theme.
 */
export async function violations(
  session: Session,
  drawing: Drawing,
  theme: Theme,
): Promise<Violation[]> {
  const served = await serve({ '/': html(copyOf(drawing, theme)) });
  try {
    const page: Page = await session.browser.newPage();
    await page.goto(`${served.origin}/`);
    await page.evaluate(() => {
      for (const each of document.querySelectorAll('[data-shown]')) {
        each.removeAttribute('popover');
      }
    });
    await page.evaluate(axeSource);
    const found = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') };
      const { violations: broken, passes } = await axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        // The overlay is part of somebody else's page, which has its own landmarks and headings.
        rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
      });
      if (!passes.some(({ id }) => id === 'color-contrast')) {
        throw new Error('axe-core saw no text');
      }
      return broken.map(({ id, impact, nodes }) => ({
        rule: id,
        impact: impact ?? '',
        elements: nodes.map((node) => `${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
      }));
    });
    await page.close();
    return found.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  } finally {
    await served.close();
  }
}

function copyOf({ markup, styles }: Drawing, theme: Theme): string {
  const themed = styles
    .replaceAll(':host', ':root')
    .replaceAll(/\(prefers-color-scheme:\s*dark\)/g, theme === 'dark' ? 'all' : 'not all')
    .replaceAll('all: initial !important;', '');
  return `<!doctype html><html lang="en"><head><title>Copy</title><meta charset="utf-8">
    <style>${themed}${unfolded}</style></head><body><main>${markup}</main></body></html>`;
}

/**
 * Parts one below the other and at full length, so that nothing hides anything from axe-core; the host too,
 * which in Firefox only shows while a sheet of the user's origin says so.
 */
const unfolded = `
  :root { display: block !important; position: static !important; inline-size: auto !important;
    block-size: auto !important; background: var(--ground); pointer-events: auto !important; }
  .layer, .at, [data-shown] { position: static !important; transform: none !important;
    block-size: auto !important; max-block-size: none !important; overflow: visible !important; }
  .layer, .chips { contain: none !important; }
  .layer { inline-size: auto !important; }
  .at { margin-block: 4px !important; }
  [data-shown] { display: flex !important; flex-direction: column; }
  .bedside .body, .bedside .copy, .bedside .inner { overflow: visible !important; max-block-size: none !important; }
  .bedside .waiting { visibility: visible; }
  .frame { display: none; }`;

/** {@link readDrawing} for a page of our own, which takes no argument that is not JSON. */
export function readOwn(): Drawing {
  const rules = document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]);
  const markup = document.body.innerHTML.replaceAll(/<script.*?<\/script>/g, '');
  return { markup, styles: rules.map((rule) => rule.cssText).join('\n') };
}
