import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';

interface FileButtonProps {
  readonly label: string;
  /** Ending of the files it takes, with the dot. */
  readonly accept: string;
  /** Id of what explains it. */
  readonly describedBy?: string;
  readonly onFile: (file: File) => void;
}

/** A button that takes a file; the same file can be chosen again after it was mended. */
export function FileButton({ label, accept, describedBy, onFile }: FileButtonProps): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="button"
        aria-describedby={describedBy}
        onClick={() => input.current?.click()}
      >
        {label}
      </button>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (chosen) {
            onFile(chosen);
          }
        }}
      />
    </>
  );
}
