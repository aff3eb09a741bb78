declare module 'draft-js' {
  import type { ComponentType } from 'react';

  export class ContentState {
    static createFromText(text: string): ContentState;
    getPlainText(separator?: string): string;
  }
  export class EditorState {
    static createWithContent(content: ContentState): EditorState;
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
  }
}

declare module '*.css' {
  const text: string;
  export default text;
}
