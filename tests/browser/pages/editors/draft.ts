import { ContentState, Editor, EditorState } from 'draft-js';
import { createElement, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { Changes, type Mount, type Mounted, type MountOptions } from './mounted';

export const draft: Mount = (place, options) =>
  mountDraft(
    place,
    options,
    EditorState.createWithContent(ContentState.createFromText(options?.text ?? '')),
    (content) => content.getPlainText('\n'),
  );

/** The editor with what it holds at first, and how that is read. */
export function mountDraft(
  place: HTMLElement,
  options: MountOptions | undefined,
  first: EditorState,
  textOf: (content: ContentState) => string,
): Mounted {
  const changes = new Changes();
  let state = first;
  function Box() {
    const [value, setValue] = useState(state);
    state = value;
    return createElement(Editor, {
      editorState: value,
      ariaLabel: options?.label,
      role: 'textbox',
      onChange: (next: EditorState) => {
        setValue(next);
        setTimeout(changes.tell);
      },
    });
  }
  flushSync(() => createRoot(place).render(createElement(Box)));
  return { text: () => textOf(state.getCurrentContent()), onChange: changes.add };
}
