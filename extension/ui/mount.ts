import { type ComponentChild, render } from 'preact';
import { parts, tokens } from './tokens';

const pageStyle = `
html { background: var(--ground); color-scheme: light dark; }
body { margin: 0; }
`;

/** Draws an extension page, with the same tokens and parts as the overlay. */
export function mount(content: ComponentChild, style: string): void {
  document.adoptedStyleSheets = [tokens, pageStyle, parts, style].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  const app = document.getElementById('app');
  if (app !== null) {
    render(content, app);
  }
}
