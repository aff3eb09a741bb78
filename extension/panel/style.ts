/** Rules of the panel only. */
export const panelStyle = `
.panel { display: grid; gap: 8px; padding: 12px; }
.filter { position: sticky; inset-block-start: 0; z-index: 1; display: grid; gap: 6px; padding-block: 8px; background: var(--ground); border-block-end: 1px solid var(--line); }
.filter .row { flex-wrap: nowrap; }
.tick { display: inline-flex; gap: 6px; align-items: center; min-block-size: 32px; white-space: nowrap; }
.tick input { inline-size: 18px; block-size: 18px; accent-color: var(--accent); }
.queue { display: grid; }
.queue > li { border-block-end: 1px solid var(--line); }
.bedside .entry { display: grid; gap: 4px; inline-size: 100%; padding-block: 10px; padding-inline: 4px; border: 0; background: none; text-align: start; cursor: pointer; }
.entry:hover { background: var(--raised); }
.entry .who { display: flex; gap: 8px; align-items: baseline; }
.entry .who b { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; flex: 1; min-inline-size: 0; }
.entry .from { overflow-wrap: anywhere; }
.entry .line { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.entry .marks { display: flex; gap: 4px; flex-wrap: wrap; }
.late { color: var(--crimson); font-weight: 600; }
.details { display: grid; gap: 10px; padding: 4px 4px 12px; }
`;
