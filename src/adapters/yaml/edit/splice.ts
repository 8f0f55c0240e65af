import { lineBreak, lineEnd } from './lines.ts';

/** A piece of text to put in the place of another. */
export interface Splice {
  start: number;
  end: number;
  text: string;
}

/** The text after all splices, which do not overlap. */
export function spliced(text: string, splices: readonly Splice[]): string {
  let result = text;
  // From the end, so that earlier offsets stay true; of two at one place the later in the list comes later.
  const ordered = splices
    .map((each, index) => ({ ...each, index }))
    .sort((a, b) => b.start - a.start || b.index - a.index);
  for (const { start, end, text: inserted } of ordered) result = result.slice(0, start) + inserted + result.slice(end);
  return result;
}

/** Puts whole lines after the line on which an offset lies. */
export function linesAfter(text: string, offset: number, lines: readonly string[]): Splice {
  const at = lineEnd(text, offset);
  const eol = lineBreak(text);
  return { start: at, end: at, text: lines.map((line) => eol + line).join('') };
}
