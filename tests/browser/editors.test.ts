import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before } from 'node:test';
import type { Page } from 'puppeteer-core';
import type { Adapter } from '../../extension/generated/Adapter';
import { html, type Served, script, serve } from './harness/server';
import { kind as browser } from './harness/suite';
import { until } from './harness/until';
import { type Open, type OpenPage, onPage, whole } from './pages/browser';
import { editorMarkup } from './pages/editors/show';
import {
  editorKinds,
  editorTable,
  mentionKinds,
  type Outcome,
  sampleTexts,
} from './pages/editors/table';

const root = resolve(import.meta.dirname, '../..');

/** The test page's own adapter: any comment, and any box inside it. */
const page: Adapter = whole({
  id: 'editor-page',
  name: 'Editor page',
  hosts: ['127.0.0.1'],
  comment: {
    item: ['.comment'],
    id: [{ attribute: 'data-id' }],
    text: [{ select: ['.text'] }],
    author: [{ select: ['.author'] }],
  },
  composer: [
    {
      select: ['.place textarea', '.place [contenteditable=true]', '.place iframe'],
      frame: ['.composer'],
      kind: 'unknown',
      bind: ['inside'],
      submit: [{ select: ['.post'] }],
    },
  ],
});

let site: Served;
const outcomes: Record<string, Record<string, Outcome>> = {};

before(async () => {
  const [light, heavy] = await Promise.all([
    script('pages/editors/page.ts'),
    script('pages/editors/heavy-page.ts'),
  ]);
  site = await serve({
    '/light.js': light,
    '/heavy.js': heavy,
    '/light': html(editorMarkup('light.js')),
    '/heavy': html(editorMarkup('heavy.js')),
  });
});

after(async () => {
  await site.close();
  if (Object.keys(outcomes).length < editorKinds.length) return;
  const folder = join(root, 'target/editors');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${browser}.json`), JSON.stringify(outcomes));
  const files = ['chromium', 'firefox'].map((name) => join(folder, `${name}.json`));
  if (!files.every((file) => existsSync(file))) return;
  const [chromium, firefox] = files.map((file) => JSON.parse(readFileSync(file, 'utf8')));
  writeFileSync(join(root, 'docs/editors.md'), editorTable(chromium, firefox));
});

const model = (page: Page): Promise<string> =>
  page.evaluate(() => window.editorPage?.model() ?? '');

/** Presses the page's own undo until the box is as before; the number of steps, or null. */
async function undo(page: Page, before = ''): Promise<number | null> {
  for (let steps = 0; steps <= 12; steps += 1) {
    if ((await model(page)) === before) return steps;
    await page.keyboard.down('Control');
    await page.keyboard.press('z');
    await page.keyboard.up('Control');
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 60)));
  }
  return null;
}

async function openEditor(open: OpenPage, id: string, heavy: boolean): Promise<Open> {
  const opened = await open(`${site.origin}/${heavy ? 'heavy' : 'light'}?${id}`, {
    adapters: [page],
  });
  await until('the editor is ready', () =>
    opened.page.evaluate(() => window.editorPage?.ready === true),
  );
  await until('the comment is read', async () => (await opened.probe.comments()).length === 1);
  assert.deepEqual(await opened.probe.open('c1'), { ok: true, message: '' });
  return opened;
}

/** Where two texts part, in few words; empty when they are the same. */
function difference(actual: string, expected: string): string {
  if (actual === expected) return '';
  let at = 0;
  while (at < actual.length && actual[at] === expected[at]) at += 1;
  const near = (text: string): string => JSON.stringify(text.slice(Math.max(0, at - 20), at + 20));
  return `${actual.length} instead of ${expected.length}: ${near(actual)} instead of ${near(expected)}`;
}

for (const { id, name, heavy } of editorKinds) {
  onPage(`${name} takes every text exactly and its own undo takes it back`, async (open) => {
    const opened = await open(`${site.origin}/${heavy ? 'heavy' : 'light'}?${id}`, {
      adapters: [page],
    });
    await until('the editor is ready', () =>
      opened.page.evaluate(() => window.editorPage?.ready === true),
    );
    await until('the comment is read', async () => (await opened.probe.comments()).length === 1);
    const results: Record<string, Outcome> = {};
    for (const [sample, text] of Object.entries(sampleTexts)) {
      assert.deepEqual(await opened.probe.open('c1'), { ok: true, message: '' });
      const { outcome, message } = await opened.probe.insert(text);
      const held = await model(opened.page);
      const shown = await opened.probe.boxText();
      const awake = await opened.page.$eval(
        '.post',
        (button) => !(button as HTMLButtonElement).disabled,
      );
      const steps = await undo(opened.page);
      results[sample] = { outcome, exact: held === text, awake, steps };
      assert.deepEqual(
        {
          outcome,
          message,
          held: difference(held, text),
          shown: difference(shown ?? '', text),
          awake,
        },
        { outcome: 'verified', message: 'Inserted', held: '', shown: '', awake: true },
        `${name}, ${sample}`,
      );
      assert.notEqual(steps, null, `${name}, ${sample}: undo`);
    }
    outcomes[id] = results;
  });
}

for (const { id, name, heavy } of editorKinds) {
  onPage(
    `${name} takes text at the caret, instead of a selection and instead of a range`,
    async (open) => {
      const { page: tab, probe } = await openEditor(open, id, heavy);
      await probe.insert('Hello world');
      await probe.select(5, 5);
      await probe.insert(', dear');
      assert.equal(await model(tab), 'Hello, dear world');
      await probe.select(7, 11);
      await probe.insert('kind');
      assert.equal(await model(tab), 'Hello, kind world');
      await probe.replace(0, 5, 'Good morning');
      assert.equal(await model(tab), 'Good morning, kind world');
      assert.equal(await probe.boxText(), 'Good morning, kind world');
    },
  );
}

for (const id of mentionKinds) {
  onPage(`a reply follows whom the box addresses, and undo leaves that: ${id}`, async (open) => {
    const { page: tab, probe } = await openEditor(open, id, false);
    const before = await model(tab);
    assert.match(before, /^(?:\[\[)?@Maria/u);
    // Sites leave the caret anywhere.
    await probe.select(0, 0);
    const reply = 'Thank you for asking.\nWe answer by Monday.';
    const { outcome, message } = await probe.insert(reply);
    assert.deepEqual({ outcome, message }, { outcome: 'verified', message: 'Inserted' });
    const expected = `${before}${before.endsWith(' ') ? '' : ' '}${reply}`;
    assert.equal(await model(tab), expected);
    assert.equal(await probe.boxText(), expected.replace('[[@Maria]]', '@Maria'));
    assert.notEqual(await undo(tab, before), null);
  });
}

onPage('a page that looks when a key goes up notices the text', async (open) => {
  const { probe } = await openEditor(open, 'keyWatching', false);
  const { outcome } = await probe.insert('Thank you.');
  assert.equal(outcome, 'verified');
  assert.equal(await probe.submitIsOff(), false);
});

onPage('a page that does not notice the text is not said to have', async (open) => {
  const { page: tab, probe } = await openEditor(open, 'deaf', false);
  const { outcome, message } = await probe.insert('Thank you.');
  assert.equal(outcome, 'unnoticed');
  assert.match(message, /post button is still off/u);
  assert.equal(await model(tab), 'Thank you.');
});

onPage('a box that refuses every way is left as it was, and the text is copied', async (open) => {
  const { page: tab, probe } = await openEditor(open, 'refusing', false);
  const { outcome, message } = await probe.insert('Thank you.\nMaria');
  assert.equal(outcome, 'copied');
  assert.match(message, /refused the text/u);
  assert.equal(await model(tab), '');
});

onPage('a box that doubles a paste ends with the text once', async (open) => {
  const { page: tab, probe } = await openEditor(open, 'doubling', false);
  const { outcome } = await probe.insert('Thank you for writing.\nPatient relations');
  assert.equal(outcome, 'verified');
  assert.equal(await model(tab), 'Thank you for writing.\nPatient relations');
});

onPage('a box too short for the text is left empty, and the text is copied', async (open) => {
  const { page: tab, probe } = await openEditor(open, 'short', false);
  const { outcome } = await probe.insert(
    'This reply is longer than the forty characters that fit.',
  );
  assert.equal(outcome, 'copied');
  assert.equal(await model(tab), '');
});

onPage('a draft is kept when the box refuses what is added', async (open) => {
  const { page: tab, probe } = await openEditor(open, 'short', false);
  await probe.insert('Thank you.');
  const { outcome } = await probe.insert(' This part is longer than what is left.');
  assert.equal(outcome, 'copied');
  assert.equal(await model(tab), 'Thank you.');
});

onPage('where the box spoils the draft, what is to be rescued is draft and reply', async (open) => {
  const { probe } = await openEditor(open, 'spoiling', false);
  const { outcome, rescue } = await probe.insert('Thank you.');
  assert.deepEqual([outcome, rescue], ['copied', 'Dear Maria. Thank you.']);
});

onPage('what could not even be copied is not said to be on the clipboard', async (open) => {
  const { probe } = await openEditor(open, 'refusing', false);
  await probe.closeClipboard();
  const { outcome, message, rescue } = await probe.insert('Thank you.');
  assert.deepEqual([outcome, rescue], ['shown', 'Thank you.']);
  assert.match(message, /^Not inserted and not copied/u);
});
