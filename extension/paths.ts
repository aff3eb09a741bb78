/**
 * Where the build puts the shell's parts inside the package, relative to its root. The manifest
 * and the code that names a file at run time both read them here.
 */
export const paths = {
  background: 'background.js',
  engine: 'bedside_bg.wasm',
  /** What the engine loads, as it asks for it. */
  knowledge: ['packs.bin', 'model.bin'],
  content: 'content.js',
  options: 'options.html',
  popup: 'popup.html',
  panel: 'panel.html',
  icon: (size: number): string => `icons/mark-${size}.png`,
} as const;

/** Sizes both browsers ask for: toolbar, its high-density twin, the extensions page, the store. */
export const iconSizes = [16, 32, 48, 128] as const;
