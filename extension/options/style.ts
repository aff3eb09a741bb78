/** Rules of the options pages only. */
export const optionsStyle = `
.options { display: grid; grid-template-columns: 200px minmax(0, 1fr); min-block-size: 100vh; }
nav { padding: 24px 12px; border-inline-end: 1px solid var(--line); background: var(--raised); }
nav ul { position: sticky; inset-block-start: 16px; display: grid; gap: 2px; }
nav .brand { font-size: var(--large); font-weight: 600; padding-inline: 12px; padding-block-end: 12px; color: var(--accent); }
nav a { display: block; padding-block: 6px; padding-inline: 12px; border-radius: var(--radius); color: var(--ink); text-decoration: none; }
nav a:hover { background: var(--sunken); }
nav a[aria-current] { background: var(--accent); color: var(--accent-ink); font-weight: 600; }
main { padding: 24px 32px 64px; max-inline-size: 760px; align-content: start; gap: 12px; }
.top { position: sticky; inset-block-start: 0; background: var(--ground); padding-block: 4px; z-index: 1; }
.form { display: grid; gap: 28px; }
.bedside .form > fieldset { display: grid; gap: 16px; padding-block-start: 16px; border-block-start: 1px solid var(--line); }
.form > fieldset > legend { float: inline-start; inline-size: 100%; font-size: var(--large); font-weight: 600; padding: 0; }
.line { display: grid; gap: 4px; }
.line label { font-weight: 600; }
.line .tick { display: flex; gap: 8px; align-items: center; font-weight: 400; min-block-size: 24px; }
.tick input { inline-size: 18px; block-size: 18px; accent-color: var(--accent); flex: none; }
.ticks { display: grid; grid-template-columns: repeat(auto-fill, minmax(170px, 1fr)); gap: 4px 12px; }
.ticks legend { font-weight: 600; padding: 0; margin-block-end: 4px; }
.ticks p { grid-column: 1 / -1; }
.others { display: grid; gap: 12px; padding-inline-start: 16px; margin-block-start: 8px; border-inline-start: 2px solid var(--line); }
details > summary { cursor: pointer; inline-size: fit-content; }
.bedside .field.short { max-inline-size: 120px; }
.bedside .field.pick { max-inline-size: 260px; }
.bedside .field.seek { max-inline-size: 320px; }
.list { display: grid; }
.entry { display: flex; align-items: center; gap: 8px 12px; flex-wrap: wrap; padding-block: 10px; border-block-end: 1px solid var(--line); }
.bedside .badge.good { color: var(--accent); border-color: var(--accent); }
.wide { overflow: auto; border: 1px solid var(--line); border-radius: var(--radius); }
table { border-collapse: collapse; inline-size: 100%; }
th, td { text-align: start; vertical-align: top; padding: 8px 12px; border-block-end: 1px solid var(--line); font-weight: 400; }
thead th { font-weight: 600; background: var(--raised); white-space: nowrap; }
tbody tr:last-child > * { border-block-end: 0; }
time, .host { white-space: nowrap; }
@media (max-width: 640px) {
  .options { grid-template-columns: minmax(0, 1fr); }
  nav { padding: 8px; border-inline-end: 0; border-block-end: 1px solid var(--line); }
  nav .brand { display: none; }
  nav ul { grid-auto-flow: row; grid-template-columns: repeat(auto-fit, minmax(90px, 1fr)); position: static; }
  main { padding: 16px; }
  .top { position: static; }
}
`;
