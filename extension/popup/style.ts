/** Rules of the toolbar popup only. */
export const popupStyle = `
.popup { display: grid; gap: 12px; padding: 16px; inline-size: 320px; max-inline-size: 100vw; }
.switch { display: flex; align-items: center; gap: 12px; min-block-size: 32px; font-weight: 600; cursor: pointer; }
.switch input { appearance: none; inline-size: 36px; block-size: 20px; border: 1px solid var(--edge); border-radius: 10px; background: var(--sunken); position: relative; cursor: pointer; flex: none; }
.switch input::after { content: ""; position: absolute; inset-block-start: 2px; inset-inline-start: 2px; inline-size: 14px; block-size: 14px; border-radius: 7px; background: var(--edge); transition: inset-inline-start var(--motion); }
.switch input:checked { background: var(--accent); border-color: var(--accent); }
.switch input:checked::after { inset-inline-start: 18px; background: var(--accent-ink); }
footer { border-block-start: 1px solid var(--line); padding-block-start: 12px; }
@media (forced-colors: active) { .switch input { appearance: auto; } }
`;
