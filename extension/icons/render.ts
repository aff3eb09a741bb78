import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { iconSizes, paths } from '../paths';

/** The icon in every size of the manifest, as PNG, by path inside the package (Chromium takes no SVG). */
export function renderIcons(): Map<string, Uint8Array> {
  const drawing = readFileSync(fileURLToPath(new URL('mark.svg', import.meta.url)), 'utf8');
  return new Map(
    iconSizes.map((size) => {
      const png = new Resvg(drawing, { fitTo: { mode: 'width', value: size } }).render().asPng();
      return [paths.icon(size), new Uint8Array(png)];
    }),
  );
}
