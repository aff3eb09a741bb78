import { type ComponentProps, createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { createEditor, Node } from 'slate';
import { withHistory } from 'slate-history';
import { Editable, Slate, withReact } from 'slate-react';
import { Changes, type Mount, type Mounted, type MountOptions } from './mounted';

export const slate: Mount = (place, options) =>
  mountSlate(
    place,
    options,
    newEditor(),
    [{ type: 'paragraph', children: [{ text: options?.text ?? '' }] }],
    (line) => Node.string(line),
  );

export type SlateEditor = ReturnType<typeof newEditor>;

export function newEditor() {
  return withHistory(withReact(createEditor()));
}

/** An editor with what it holds at first, how a line of it is read, and what else its box is told. */
export function mountSlate(
  place: HTMLElement,
  options: MountOptions | undefined,
  editor: SlateEditor,
  initialValue: readonly object[],
  textOf: (line: Node) => string,
  further: Partial<ComponentProps<typeof Editable>> = {},
): Mounted {
  const changes = new Changes();
  const editable = createElement(Editable, {
    'aria-label': options?.label,
    style: { minHeight: '4em' },
    ...further,
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
  return { text: () => editor.children.map(textOf).join('\n'), onChange: changes.add };
}
