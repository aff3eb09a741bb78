declare module 'draft-js' {
  import type { ComponentType, ReactNode } from 'react';

  export interface ContentBlock {
    findEntityRanges(
      filter: (character: { getEntity(): string | null }) => boolean,
      found: (start: number, end: number) => void,
    ): void;
  }
  export class ContentState {
    static createFromText(text: string): ContentState;
    getPlainText(separator?: string): string;
    getFirstBlock(): ContentBlock;
  }
  export function convertFromRaw(raw: object): ContentState;
  export class CompositeDecorator {
    constructor(
      decorators: readonly {
        strategy(block: ContentBlock, found: (start: number, end: number) => void): void;
        component: ComponentType<{ children?: ReactNode }>;
      }[],
    );
  }
  export class EditorState {
    static createWithContent(content: ContentState, decorator?: CompositeDecorator): EditorState;
    getCurrentContent(): ContentState;
  }
  export const Editor: ComponentType<{
    editorState: EditorState;
    onChange: (state: EditorState) => void;
    ariaLabel?: string | undefined;
    role?: string;
  }>;
}

declare module 'quill1' {
  export default class Quill {
    constructor(place: Element, options: object);
    getText(): string;
    on(event: string, listener: () => void): void;
    setText(text: string): void;
    static import(path: string): new () => object;
    static register(blots: Readonly<Record<string, object>>, overwrite: boolean): void;
  }
}

declare module '*.css' {
  const text: string;
  export default text;
}
