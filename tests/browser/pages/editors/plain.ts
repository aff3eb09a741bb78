/** Boxes without an editor library, and one with an editor's habits: paste is its own business. */
import { createElement, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { Changes, dress, type Mount } from './mounted';

export const textarea: Mount = (place, options) => {
  const changes = new Changes();
  const box = document.createElement('textarea');
  box.rows = 4;
  if (options?.label !== undefined) box.setAttribute('aria-label', options.label);
  if (options?.className !== undefined) box.className = options.className;
  box.value = options?.text ?? '';
  box.addEventListener('input', changes.tell);
  place.append(box);
  return { text: () => box.value, onChange: changes.add };
};

/** React owns the value: what does not reach its state is gone at the next render. */
export const reactTextarea: Mount = (place, options) => {
  const changes = new Changes();
  let state = options?.text ?? '';
  function Box() {
    const [value, setValue] = useState(state);
    state = value;
    return createElement('textarea', {
      value,
      rows: 4,
      'aria-label': options?.label,
      className: options?.className,
      onChange: (event: { target: { value: string } }) => {
        setValue(event.target.value);
        queueMicrotask(changes.tell);
      },
    });
  }
  flushSync(() => createRoot(place).render(createElement(Box)));
  return { text: () => state, onChange: changes.add };
};

export const contenteditable: Mount = (place, options) => {
  const changes = new Changes();
  const box = document.createElement('div');
  box.contentEditable = 'true';
  box.style.cssText = 'min-height: 4em; white-space: pre-wrap';
  dress(box, options);
  box.textContent = options?.text ?? '';
  box.addEventListener('input', changes.tell);
  place.append(box);
  return { text: () => box.innerText.replace(/\n$/u, ''), onChange: changes.add };
};

/**
 * An editor of the Froala kind: one editable element of paragraphs, no model beside it, and a paste
 * handler of its own.
 */
export const froalaLike: Mount = (place, options) => {
  const changes = new Changes();
  const box = document.createElement('div');
  box.contentEditable = 'true';
  box.className = 'fr-element fr-view';
  box.style.minHeight = '4em';
  dress(box, options);
  box.append(document.createElement('p'));
  box.querySelector('p')?.append(document.createElement('br'));
  box.addEventListener('paste', (event) => {
    event.preventDefault();
    const lines = (event.clipboardData?.getData('text/plain') ?? '').split('\n');
    lines.forEach((line, at) => {
      if (at > 0) document.execCommand('insertParagraph');
      if (line !== '') document.execCommand('insertText', false, line);
    });
  });
  box.addEventListener('input', changes.tell);
  place.append(box);
  return {
    text: () =>
      [...box.children]
        .map((line) => (line.textContent ?? '').replaceAll('\u00a0', ' '))
        .join('\n'),
    onChange: changes.add,
  };
};
