import type { JSX } from 'preact';

/** Drawn on a 16 px grid; shapes differ so that no meaning rests on colour. */
const drawings = {
  /** Octagon with a bar: stop and mend. */
  block: 'M5 1h6l4 4v6l-4 4H5l-4-4V5zM4.5 7v2h7V7z',
  /** Triangle with a mark: think again. */
  warn: 'M8 1.5 15.5 15H.5zM7.2 6v4.5h1.6V6zm0 5.7v1.6h1.6v-1.6z',
  /** Circle with an i: for information. */
  inform: 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm-.8 6v5h1.6V7zm0-3v1.7h1.6V4z',
  clear: 'M6.2 13.2 1.5 8.5l1.7-1.7 3 3L12.8 3l1.7 1.8z',
  /** Risk on a chip: an exclamation bar in a shield. */
  risk: 'M8 .8 14 3v4.6c0 3.7-2.5 6.3-6 7.6-3.5-1.3-6-3.9-6-7.6V3zM7.2 4v5h1.6V4zm0 6.3v1.7h1.6v-1.7z',
  reply: 'M6.5 3v3C11 6 14 8.400 14.500 13.500 12.800 11 10.300 10 6.500 10v3L1 8z',
  close:
    'M3.400 2 8 6.600 12.600 2 14 3.400 9.400 8 14 12.600 12.600 14 8 9.400 3.400 14 2 12.600 6.600 8 2 3.400z',
  search:
    'M7 1.500a5.500 5.500 0 0 1 4.300 8.900l3.200 3.200-1.400 1.400-3.200-3.200A5.500 5.500 0 1 1 7 1.500zm0 2a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7z',
  clock:
    'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 2a5 5 0 1 0 0 10A5 5 0 0 0 8 3zm-1 1.500h1.800v3.200l2.400 1.500-.9 1.500L7 8.700z',
  lock: 'M5 7V5a3 3 0 0 1 6 0v2h1.500v7.500h-9V7zm1.700 0h2.600V5a1.300 1.300 0 0 0-2.600 0z',
  hide: 'M2.400 1.300 14.700 13.600l-1.300 1.300-2.500-2.500A8 8 0 0 1 8 13C4.500 13 1.800 10.800.5 8a9.500 9.500 0 0 1 2.700-3.300L1.100 2.600zM8 3c3.500 0 6.200 2.200 7.500 5a10 10 0 0 1-2 2.700L10.900 8.100A3 3 0 0 0 7.900 5.100L6 3.300A8 8 0 0 1 8 3z',
} as const;

export type IconName = keyof typeof drawings;

/** An icon; decoration only, so words always stand beside it or in its button's label. */
export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={drawings[name]} fill="currentColor" fill-rule="evenodd" />
    </svg>
  );
}

/** The same icon as a plain element, for parts that are drawn by the hundred. */
export function drawIcon(name: IconName): SVGSVGElement {
  const known = drawn.get(name) ?? draw(name);
  drawn.set(name, known);
  return known.cloneNode(true) as SVGSVGElement;
}

const drawn = new Map<IconName, SVGSVGElement>();
const svg = 'http://www.w3.org/2000/svg';

function draw(name: IconName): SVGSVGElement {
  const icon = document.createElementNS(svg, 'svg');
  icon.setAttribute('class', 'icon');
  icon.setAttribute('viewBox', '0 0 16 16');
  icon.setAttribute('aria-hidden', 'true');
  icon.setAttribute('focusable', 'false');
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', drawings[name]);
  path.setAttribute('fill', 'currentColor');
  path.setAttribute('fill-rule', 'evenodd');
  icon.append(path);
  return icon;
}
