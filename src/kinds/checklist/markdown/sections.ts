import { fingerprint, folded, mixed } from './fingerprint.ts';
import { type HeadingWords, wordsOf } from './identity.ts';
import type { MarkdownSection } from './list.ts';

/** A heading and those that it stands below. */
export interface Heading extends MarkdownSection {
  level: number;
  words: HeadingWords;
  above?: Heading;
}

/** Where nothing stands above. */
export const noHeading: Heading = { level: 0, words: wordsOf({ name: [] }), path: [], name: [], key: 0 };

/** The place below a new heading. Headings outside the quote or list item it is in (`base`) stay above it. */
export function below(current: Heading, base: Heading, level: number, text: string): Heading {
  let above = current;
  while (above !== base && above.level >= level) above = above.above ?? base;
  if (text === '') return above;
  const own = above.level === 1 && above.above?.level === 0 ? noHeading : above;
  const name = [...own.name, text];
  return {
    level,
    above,
    words: wordsOf({ name }),
    path: [...above.path, text],
    name,
    key: mixed(own.key, fingerprint(folded(text))),
  };
}
