/**
 * Design tokens: 4 px grid, radius 6, four type sizes, one accent, greys, three severities.
 * Text reaches 4.5:1 and shapes 3:1 in both themes. Used by the overlay's shadow root and by the
 * extension pages alike.
 */
export const tokens = `
:host, :root {
  --font: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  --small: 12px;
  --text: 13px;
  --large: 15px;
  --title: 20px;
  --line-height: 1.45;
  --radius: 6px;
  --motion: 120ms;

  --ground: #ffffff;
  --raised: #f3f6f7;
  --sunken: #e6ecee;
  --ink: #182125;
  --quiet: #4f5d65;
  --line: #ccd5da;
  --edge: #74838c;
  --accent: #0b5f63;
  --accent-ink: #ffffff;
  --accent-soft: #dff0ef;
  --crimson: #9f1239;
  --crimson-ink: #ffffff;
  --crimson-soft: #fdecef;
  --amber: #7a4a00;
  --amber-ink: #ffffff;
  --amber-soft: #fdf1d8;
  --slate: #46555e;
  --slate-soft: #eaeff2;
  --mark: #ffe58a;
  --mark-ink: #2b2200;
  --focus: #0a6cd6;
  --shadow: 0 1px 2px rgb(0 0 0 / 0.16), 0 8px 28px rgb(0 0 0 / 0.20);
}
@media (prefers-color-scheme: dark) {
  :host, :root {
    --ground: #14191c;
    --raised: #1d2529;
    --sunken: #2a343a;
    --ink: #e7edef;
    --quiet: #a9b6bd;
    --line: #37444b;
    --edge: #81909a;
    --accent: #63c7c5;
    --accent-ink: #04292b;
    --accent-soft: #123638;
    --crimson: #ff93a8;
    --crimson-ink: #3d0515;
    --crimson-soft: #3d1620;
    --amber: #f2c162;
    --amber-ink: #332100;
    --amber-soft: #3a2c10;
    --slate: #b5c3cb;
    --slate-soft: #283238;
    --mark: #6b5300;
    --mark-ink: #fff3c9;
    --focus: #7cb8ff;
    --shadow: 0 1px 2px rgb(0 0 0 / 0.6), 0 8px 28px rgb(0 0 0 / 0.55);
  }
}
@media (prefers-contrast: more) {
  :host, :root { --quiet: var(--ink); --line: var(--edge); }
}
@media (prefers-reduced-motion: reduce) {
  :host, :root { --motion: 0ms; }
}
`;

/** What every surface shares: type, focus ring, buttons, fields, severity marks, tags. */
export const parts = `
.bedside, .bedside * { box-sizing: border-box; }
.bedside {
  font-family: var(--font);
  font-size: var(--text);
  line-height: var(--line-height);
  color: var(--ink);
  text-align: start;
  overflow-wrap: anywhere;
}
.bedside :is(h1, h2, h3, p, ul, ol, dl, dd, figure, blockquote, fieldset) { margin: 0; padding: 0; border: 0; min-inline-size: 0; }
.bedside :is(ul, ol) { list-style: none; }
.bedside h1 { font-size: var(--title); font-weight: 600; }
.bedside h2 { font-size: var(--large); font-weight: 600; }
.bedside h3 { font-size: var(--text); font-weight: 600; }
.bedside :is(button, input, select, textarea) { font: inherit; color: inherit; margin: 0; letter-spacing: inherit; }
.bedside :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.bedside [hidden] { display: none; }
.bedside .icon { inline-size: 1.15em; block-size: 1.15em; flex: none; vertical-align: -0.2em; }
.bedside .quiet { color: var(--quiet); }
.bedside .small { font-size: var(--small); }
.bedside .row { display: flex; align-items: center; gap: 8px; flex-wrap: wrap; }
.bedside .stack { display: grid; gap: 8px; }
.bedside .spacer { flex: 1; }
.bedside .hidden-visually {
  position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap;
}
.bedside .button {
  display: inline-flex; align-items: center; justify-content: center; gap: 6px;
  min-block-size: 32px; padding-block: 4px; padding-inline: 12px;
  border: 1px solid var(--edge); border-radius: var(--radius);
  background: var(--ground); color: var(--ink);
  cursor: pointer; text-decoration: none; transition: background-color var(--motion);
}
.bedside .button:hover { background: var(--raised); }
.bedside .button:active { background: var(--sunken); }
.bedside .button.main { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
.bedside .button.main:hover { text-decoration: underline; }
.bedside .button.danger { border-color: var(--crimson); color: var(--crimson); }
.bedside .button.plain { border-color: transparent; background: transparent; color: var(--accent); padding-inline: 6px; }
.bedside .button.plain:hover { text-decoration: underline; }
.bedside .button.slim { min-block-size: 24px; padding-block: 1px; padding-inline: 8px; font-size: var(--small); }
.bedside .button.square { padding-inline: 0; inline-size: 32px; }
.bedside .button[disabled], .bedside .button[aria-disabled="true"] { color: var(--quiet); border-color: var(--line); background: var(--raised); cursor: default; }
.bedside a { color: var(--accent); }
.bedside .field {
  inline-size: 100%; min-block-size: 32px; padding-block: 5px; padding-inline: 8px;
  border: 1px solid var(--edge); border-radius: var(--radius);
  background: var(--ground); color: var(--ink);
}
.bedside .field::placeholder { color: var(--quiet); opacity: 1; }
.bedside .severity { display: inline-flex; align-items: center; gap: 4px; font-weight: 600; white-space: nowrap; }
.bedside .severity.block { color: var(--crimson); }
.bedside .severity.warn { color: var(--amber); }
.bedside .severity.inform, .bedside .severity.clear { color: var(--slate); }
.bedside .badge {
  display: inline-flex; align-items: center; gap: 4px; padding-inline: 6px; min-block-size: 18px;
  border: 1px solid var(--line); border-radius: 9px; font-size: var(--small); line-height: 16px;
  color: var(--quiet); background: var(--ground);
}
.bedside .badge.strong { color: var(--crimson); border-color: var(--crimson); font-weight: 600; }
.bedside .tag {
  display: inline-flex; align-items: center; gap: 4px; max-inline-size: 100%;
  min-block-size: 20px; padding-inline: 7px; border: 1px solid var(--edge); border-radius: 10px;
  background: var(--ground); color: var(--ink); font-size: var(--small); line-height: 18px; white-space: nowrap;
}
.bedside .tag > span { overflow: hidden; text-overflow: ellipsis; }
.bedside .tag.risk { background: var(--crimson); border-color: var(--crimson); color: var(--crimson-ink); font-weight: 600; }
.bedside .tag.intent { border-color: var(--accent); color: var(--accent); }
.bedside .tag.topic, .bedside .tag.feeling { border-color: var(--line); color: var(--quiet); }
.bedside mark { background: var(--mark); color: var(--mark-ink); border-radius: 2px; }
.bedside mark.strong { outline: 2px solid var(--crimson); }
.bedside .slot { background: var(--amber-soft); color: var(--amber); border: 1px dashed var(--amber); border-radius: 4px; padding-inline: 3px; }
.bedside .still { display: grid; gap: 8px; }
.bedside .still > i { display: block; block-size: 12px; border-radius: 4px; background: var(--sunken); }
.bedside .note { padding-block: 8px; padding-inline: 12px; border-radius: var(--radius); border-inline-start: 3px solid var(--slate); background: var(--slate-soft); }
.bedside .note.block { border-color: var(--crimson); background: var(--crimson-soft); }
.bedside .note.warn { border-color: var(--amber); background: var(--amber-soft); }
.bedside .note.good { border-color: var(--accent); background: var(--accent-soft); }
.bedside .banner { display: flex; align-items: center; gap: 4px 8px; flex-wrap: wrap; padding-block: 6px; padding-inline: 10px; border: 1px solid var(--amber); border-radius: var(--radius); background: var(--amber-soft); color: var(--amber); font-size: var(--small); }
.bedside .banner p { display: flex; align-items: baseline; gap: 0 5px; flex-wrap: wrap; flex: 1 1 180px; }
.bedside .banner .count { font-variant-numeric: tabular-nums; }
.bedside .banner .count::before { content: " · "; }
.bedside .banner .button { border-color: var(--amber); color: var(--amber); background: var(--ground); }
.bedside .facts { display: flex; flex-wrap: wrap; gap: 4px 12px; font-size: var(--small); color: var(--quiet); }
.bedside .facts strong { color: var(--ink); font-weight: 600; }
.bedside .facts .late { color: var(--crimson); }
.bedside .copy { padding-inline-start: 10px; border-inline-start: 3px solid var(--line); max-block-size: 7.3em; overflow: auto; white-space: pre-wrap; overscroll-behavior: contain; }
.bedside .tags { display: flex; flex-wrap: wrap; gap: 6px; }
.bedside .tags .tag { cursor: pointer; min-block-size: 24px; border-radius: 12px; padding-block: 0; }
.bedside .tags .tag[aria-pressed="true"] { outline: 2px solid var(--focus); outline-offset: 1px; }
.bedside .tags .bar { inline-size: 28px; block-size: 4px; border-radius: 2px; background: color-mix(in srgb, currentColor 28%, transparent); overflow: hidden; flex: none; }
.bedside .tags .bar > i { display: block; block-size: 100%; background: currentColor; }
@media (forced-colors: active) {
  .bedside .tags .bar { border: 1px solid; forced-color-adjust: none; }
  .bedside .tags .bar > i { background: CanvasText; }
  .bedside .tag.risk, .bedside .button.main { border: 2px solid ButtonText; }
  .bedside .slot { border: 1px dashed CanvasText; }
  .bedside mark { forced-color-adjust: none; background: Mark; color: MarkText; }
  .bedside .still > i { background: GrayText; }
}
`;
