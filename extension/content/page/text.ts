/** Text as the page shows it, read without forcing a layout. */

const BLOCKS = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'dd',
  'details',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hr',
  'li',
  'main',
  'nav',
  'ol',
  'pre',
  'section',
  'table',
  'tr',
  'ul',
]);
const SILENT = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'button',
  'textarea',
  'select',
  'input',
]);

/** Collects lines: a paragraph asks for a blank line around it, a block for a new line. */
class Lines {
  private text = '';
  private breaks = 0;

  ask(breaks: number): void {
    if (this.text !== '') this.breaks = Math.max(this.breaks, breaks);
  }

  /** A line break that stands in the text itself. */
  force(): void {
    this.flush();
    this.text = `${this.text.replace(/ +$/u, '')}\n`;
  }

  add(words: string, kept: boolean): void {
    let next = kept ? words : words.replace(/[ \t\r\n\f]+/gu, ' ');
    if (!kept && (this.breaks > 0 || this.text === '' || /[ \n]$/u.test(this.text)))
      next = next.replace(/^ /u, '');
    if (next === '') return;
    this.flush();
    this.text += next;
  }

  private flush(): void {
    if (this.breaks === 0) return;
    const standing = /\n*$/u.exec(this.text)?.[0].length ?? 0;
    this.text = this.text.replace(/ +$/u, '') + '\n'.repeat(Math.max(0, this.breaks - standing));
    this.breaks = 0;
  }

  done(): string {
    return this.text
      .replace(/\u00a0/gu, ' ')
      .replace(/[\u200b\ufeff]/gu, '')
      .trim();
  }
}

/**
 * The text of an element: blocks and `br` as line breaks, images by their `alt`, without controls
 * and without the parts that `skip` names.
 */
export function shownText(
  root: Element,
  skip: (element: Element) => boolean = () => false,
): string {
  const lines = new Lines();
  walk(root, lines, false, (element) => element !== root && skip(element));
  return lines.done();
}

function walk(node: Node, lines: Lines, kept: boolean, skip: (element: Element) => boolean): void {
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.nodeType === Node.TEXT_NODE) {
      const words = child.nodeValue ?? '';
      // Styles are only asked for where they make a difference.
      lines.add(
        words,
        kept ||
          (/\S\s*\n\s*\S/u.test(words) &&
            child.parentElement !== null &&
            keepsSpace(child.parentElement)),
      );
    } else if (child instanceof Element) {
      walkElement(child, lines, kept, skip);
    }
  }
}

function walkElement(
  element: Element,
  lines: Lines,
  kept: boolean,
  skip: (element: Element) => boolean,
): void {
  const name = element.localName;
  if (name === 'br') {
    lines.force();
    return;
  }
  if (name === 'img') {
    lines.add(element.getAttribute('alt') ?? '', kept);
    return;
  }
  if (SILENT.has(name) || skip(element)) return;
  if (element.getAttribute('role') === 'button' || element.hasAttribute('hidden')) return;
  const breaks = name === 'p' ? 2 : BLOCKS.has(name) ? 1 : 0;
  lines.ask(breaks);
  walk(element, lines, kept || name === 'pre', skip);
  lines.ask(breaks);
}

function keepsSpace(element: Element): boolean {
  const style = element.ownerDocument.defaultView?.getComputedStyle(element).whiteSpace ?? '';
  return style.startsWith('pre') || style === 'break-spaces';
}
