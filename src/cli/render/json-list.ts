import { jsonText } from './json-text.ts';

/** So many rows go into one piece: few writes, and no text that is as long as all of them. */
const atOnce = 200;

/** A list as `jsonText` writes it, piece by piece. */
export function* jsonList(rows: readonly unknown[]): Generator<string> {
  if (rows.length === 0) {
    yield '[]';
    return;
  }
  for (let at = 0; at < rows.length; at += atOnce) {
    const text = jsonText(rows.slice(at, at + atOnce));
    const isLast = at + atOnce >= rows.length;
    yield `${at === 0 ? '[' : ','}${text.slice(1, isLast ? undefined : -2)}`;
  }
}
