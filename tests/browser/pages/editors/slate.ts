import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { createEditor, Node } from 'slate';
import { withHistory } from 'slate-history';
import { Editable, Slate, withReact } from 'slate-react';
import { Changes, type Mount } from './mounted';

export const slate: Mount = (place, options) => {
  const changes = new Changes();
  const editor = withHistory(withReact(createEditor()));
  const initialValue = [{ type: 'paragraph', children: [{ text: options?.text ?? '' }] }];
  const editable = createElement(Editable, {
    'aria-label': options?.label,
    style: { minHeight: '4em' },
  });
  flushSync(() =>
    createRoot(place).render(
      createElement(
        Slate,
        { editor, initialValue, onChange: changes.tell } as unknown as Parameters<typeof Slate>[0],
        editable,
      ),
    ),
  );
  return {
    text: () => editor.children.map((line) => Node.string(line)).join('\n'),
    onChange: changes.add,
  };
};
