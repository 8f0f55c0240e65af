import { line } from './compose.ts';
import { fill, type LetterTexts } from './texts.ts';

/** A blank and the code, which comes last. */
const codeLength = 35;
const oneSegment = 160 - codeLength;
const most = 300 - codeLength;

/**
 * A letter for a telephone, without the code that comes after it: with the address to sign in at, in one segment if it can
 * be, and without it rather than with a part of it.
 */
export function shortOf(letter: LetterTexts, said: Readonly<Record<string, string>>, link: string | undefined): string {
  const filled = (text: string, longest: number) =>
    line(fill(text, { ...said, company: line(said.company ?? '', longest), link: link ?? '' }), 1_000);
  const ways = link === undefined ? [] : [40, 20, 12].map((longest) => filled(letter.short, longest));
  const found = ways.find((way) => sizeOf(way) <= oneSegment) ?? ways.find((way) => sizeOf(way) <= most);
  return found ?? line(filled(letter.shortWithoutLink, 40), most);
}

/** The name as far as telephones have letters for it: with others a message holds less than half. */
export function plainName(name: string): string {
  const known = [...name].filter(
    (sign) => /^[ -~£¥§¡¿ÆØßæø’‘“”–—…œŒ]$/.test(sign) || /^[A-Za-z]\p{M}+$/u.test(sign.normalize('NFD')),
  );
  return known.join('').replace(/\s+/g, ' ').trim();
}

/** In the alphabet of telephones these take two places. */
function sizeOf(text: string): number {
  return text.length + (text.match(/[\^{}\\[~\]|€…]/g)?.length ?? 0) * 2;
}
