import type { ComponentChildren, JSX } from 'preact';
import type { Utf16Span } from '../generated/Utf16Span';

/**
 * Cuts a text at the edges of spans. Spans may overlap and may be out of range: what is drawn is
 * their union inside the text, so that the pieces always join to the text itself.
 */
export function cut(
  text: string,
  spans: readonly Utf16Span[],
): { text: string; inside: boolean }[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  const pieces: { text: string; inside: boolean }[] = [];
  let at = 0;
  for (const span of sorted) {
    const start = Math.max(at, Math.min(span.start, text.length));
    const end = Math.max(start, Math.min(span.end, text.length));
    if (start === end) {
      continue;
    }
    if (start > at) {
      pieces.push({ text: text.slice(at, start), inside: false });
    }
    pieces.push({ text: text.slice(start, end), inside: true });
    at = end;
  }
  if (at < text.length) {
    pieces.push({ text: text.slice(at), inside: false });
  }
  return pieces;
}

interface MarkedProps {
  readonly text: string;
  readonly spans: readonly Utf16Span[];
  /** Draws a piece inside a span. */
  readonly inside?: (text: string) => ComponentChildren;
}

/** A text with spans marked. */
export function Marked({
  text,
  spans,
  inside = (piece) => <mark>{piece}</mark>,
}: MarkedProps): JSX.Element {
  return <>{cut(text, spans).map((piece) => (piece.inside ? inside(piece.text) : piece.text))}</>;
}

/** A direction as the engine names it, for a `dir` attribute. */
export function direction(name: string): 'ltr' | 'rtl' {
  return name === 'rtl' ? 'rtl' : 'ltr';
}
