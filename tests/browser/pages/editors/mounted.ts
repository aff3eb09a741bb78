/** A real editor in a test page. */
export interface Mounted {
  /** What the editor's own model holds, and so what the page would submit. */
  text(): string;
  /** Called whenever the model changed. */
  onChange(listener: () => void): void;
}

export type Mount = (place: HTMLElement, options?: MountOptions) => Promise<Mounted> | Mounted;

export interface MountOptions {
  readonly label?: string;
  /** Text that stands there from the beginning, e.g. a mention. */
  readonly text?: string;
  readonly className?: string;
}

export class Changes {
  private readonly listeners: (() => void)[] = [];
  readonly add = (listener: () => void): void => {
    this.listeners.push(listener);
  };
  readonly tell = (): void => {
    for (const listener of this.listeners) listener();
  };
}

/** Attributes that comment boxes of social sites carry. */
export function dress(element: HTMLElement, options: MountOptions | undefined): void {
  element.setAttribute('role', 'textbox');
  if (options?.label !== undefined) element.setAttribute('aria-label', options.label);
  if (options?.className !== undefined) element.classList.add(...options.className.split(' '));
}
