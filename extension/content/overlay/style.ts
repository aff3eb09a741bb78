/** The overlay's own rules; `tokens` and `parts` are adopted before them. */
export const overlayStyle = `
:host {
  all: initial !important;
  display: block !important;
  position: absolute !important;
  inset: 0 auto auto 0 !important;
  direction: ltr !important;
  inline-size: 0 !important;
  block-size: 0 !important;
  overflow: visible !important;
  pointer-events: none !important;
  color-scheme: light dark !important;
}
.layer { position: absolute; left: 0; top: 0; inline-size: 0; block-size: 0; contain: layout size; font-variant-ligatures: none; }
.at { position: absolute; left: 0; top: 0; margin: 0; }

.chips { contain: layout; block-size: 20px; display: inline-flex; align-items: center; gap: 4px; white-space: nowrap; inline-size: max-content; max-inline-size: calc(100vw - 8px); }
.bedside .chips.muted .tag { background: var(--ground); border-color: var(--line); color: var(--quiet); font-weight: 400; }
.chips.waiting { visibility: hidden; }
.chips > * { pointer-events: auto; }
.chips .tag { block-size: 20px; max-inline-size: 160px; min-inline-size: 0; cursor: pointer; padding-block: 0; box-shadow: 0 0 0 1px var(--ground); }
.chips .tag:hover { text-decoration: underline; }
.chips .tag.due { border-color: var(--amber); color: var(--amber); }
.chips .tag.late { background: var(--amber-soft); font-weight: 600; }
.chips .tag.answer { position: relative; isolation: isolate; flex: none; justify-content: center; inline-size: 30px; block-size: 24px; margin-block: -2px; border: 0; background: none; box-shadow: none; color: var(--accent-ink); }
.chips .tag.answer::before { content: ""; position: absolute; inset: 2px 0; z-index: -1; border: 1px solid var(--accent); border-radius: 10px; background: var(--accent); box-shadow: 0 0 0 1px var(--ground); }
.bedside .chips.muted .tag.answer { background: none; }
.chips.muted .tag.answer::before { background: var(--ground); border-color: var(--line); }

.card-box {
  position: absolute; inset: 0 auto auto 0; margin: 0; padding: 0; border: 1px solid var(--edge);
  border-radius: 8px; background: var(--ground); color: var(--ink);
  box-shadow: var(--shadow); pointer-events: auto; overflow: hidden;
}
.card-box:popover-open { display: flex; flex-direction: column; }
.popover { inline-size: min(380px, 100vw - 8px); block-size: min(max(60vh, 240px), 100vh - 8px, 560px); }
.palette { inline-size: min(380px, 100vw - 8px); block-size: min(300px, 100vh - 8px); }
.findings { inline-size: min(360px, 100vw - 8px); max-block-size: min(max(50vh, 200px), 100vh - 8px); }
.guard { inline-size: min(400px, 100vw - 8px); max-block-size: calc(100vh - 8px); border-color: var(--crimson); border-width: 2px; }
.bedside.hint { inline-size: min(340px, 100vw - 32px); max-block-size: calc(100vh - 32px); position: fixed; inset: auto; inset-block-end: 16px; inset-inline-end: 16px; }
.head { display: flex; align-items: center; gap: 8px; padding-block: 4px; padding-inline: 12px 4px; border-block-end: 1px solid var(--line); flex: none; }
.inner { display: flex; flex-direction: column; min-block-size: 0; flex: 1; outline-offset: -3px; }
.head h2 { flex: 1; font-size: var(--text); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.bedside .inner > .banner { flex: none; border-width: 0 0 1px; border-radius: 0; padding-inline: 12px; }
.body { overflow: auto; overscroll-behavior: contain; padding: 12px; display: flex; flex-direction: column; gap: 12px; flex: 1; min-block-size: 0; }
.body > * { flex: none; }
.foot { flex: none; padding-block: 6px; padding-inline: 12px; border-block-start: 1px solid var(--line); font-size: var(--small); color: var(--quiet); }

.cards { display: grid; gap: 8px; }
.reply { display: grid; grid-template-columns: auto 1fr; gap: 2px 10px; padding: 8px 10px; border: 1px solid var(--line); border-radius: var(--radius); cursor: pointer; background: var(--ground); }
.reply:hover { border-color: var(--edge); background: var(--raised); }
.reply[aria-selected="true"] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.reply > * { grid-column: 2; min-inline-size: 0; }
.reply kbd { grid-column: 1; grid-row: 1 / span 4; align-self: start; }
.reply .text { white-space: pre-wrap; }
.reply .why { font-size: var(--small); color: var(--quiet); }
.reply .badges { display: flex; flex-wrap: wrap; gap: 4px; margin-block-start: 4px; }
.palette .reply { grid-template-columns: 1fr; }
.palette .reply > * { grid-column: 1; }
.palette .reply kbd { display: none; }
.cards.from-field kbd { visibility: hidden; }
.palette .reply .text { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
kbd { font: inherit; font-size: var(--small); min-inline-size: 20px; text-align: center; padding-inline: 5px; border: 1px solid var(--edge); border-radius: 4px; color: var(--quiet); background: var(--raised); line-height: 18px; }
.search { position: relative; display: flex; align-items: center; }
.head .search { flex: 1; }
.search .icon { position: absolute; inset-inline-start: 9px; color: var(--quiet); pointer-events: none; }
.search .field { padding-inline-start: 30px; }
.action { display: flex; gap: 8px; align-items: start; }
.action > div { flex: 1; min-inline-size: 0; }

.checker { display: inline-flex; align-items: center; gap: 10px; pointer-events: auto; min-block-size: 26px; padding-block: 2px; padding-inline: 10px; border: 1px solid var(--edge); border-radius: 13px; background: var(--ground); color: var(--ink); font-size: var(--small); cursor: pointer; inline-size: max-content; max-inline-size: calc(100vw - 16px); flex-wrap: wrap; box-shadow: 0 1px 3px rgb(0 0 0 / 0.2); }
.checker.block { border-color: var(--crimson); }
.frame { position: absolute; left: 0; top: 0; border: 2px solid var(--crimson); border-radius: 4px; pointer-events: none; }
.finding { display: grid; gap: 6px; padding-block-end: 12px; border-block-end: 1px solid var(--line); }
.finding:last-child { border: 0; padding-block-end: 0; }
.finding q { quotes: "“" "”"; }
.finding .quote { border: 0; background: none; padding: 0; text-align: start; cursor: pointer; text-decoration: underline; text-decoration-style: dotted; min-block-size: 24px; }
.finding dl { display: grid; grid-template-columns: auto 1fr; gap: 2px 10px; }
.finding dt { color: var(--quiet); font-size: var(--small); padding-block-start: 1px; }
.finding dd { margin: 0; min-inline-size: 0; }
.points { display: grid; gap: 2px; font-size: var(--small); }
.points li { display: flex; gap: 8px; }
.points b { min-inline-size: 3ch; text-align: end; font-variant-numeric: tabular-nums; }

.toasts { position: fixed; left: 8px; right: 8px; bottom: 16px; margin: 0; padding: 0; border: 0; background: none; inset-block-start: auto; inline-size: auto; display: grid; justify-items: center; pointer-events: none; overflow: visible; }
.toast { pointer-events: auto; display: grid; gap: 8px; max-inline-size: min(460px, 100%); padding-block: 8px; padding-inline: 14px 6px; border: 1px solid var(--edge); border-inline-start: 4px solid var(--accent); border-radius: var(--radius); background: var(--ground); color: var(--ink); box-shadow: var(--shadow); }
.toast.problem { border-inline-start-color: var(--amber); }
.toast .row { flex-wrap: nowrap; }
.toast textarea { min-block-size: 96px; resize: vertical; }

@media (forced-colors: active) {
  .reply[aria-selected="true"] { outline: 2px solid Highlight; }
}
@media (max-width: 400px), (max-height: 320px) {
  .body { padding: 8px; gap: 8px; }
  .popover .foot, .palette .foot { display: none; }
}
/* Where little is in view all of a part scrolls together; only what is typed into stays. */
@media (max-height: 320px) {
  .inner { overflow: auto; overscroll-behavior: contain; }
  .inner > .body { overflow: visible; flex: none; }
  .palette .inner { scroll-padding-block-start: 48px; }
  .palette .head { position: sticky; inset-block-start: 0; z-index: 1; background: var(--ground); }
}
`;
