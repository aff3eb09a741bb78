import { ContentState, Editor, EditorState } from 'draft-js';
import { createElement, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { Changes, type Mount } from './mounted';

export const draft: Mount = (place, options) => {
  const changes = new Changes();
  let state = EditorState.createWithContent(ContentState.createFromText(options?.text ?? ''));
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
  return { text: () => state.getCurrentContent().getPlainText('\n'), onChange: changes.add };
};
