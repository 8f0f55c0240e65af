const segmenter = new Intl.Segmenter();
const wide =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|.\ufe0f)/u;
const narrow = /^[ -~]*$/;

const pieceLength = 256;

/** The characters of a text as people count them. Taken piece by piece: the time of a segmenter grows with the square of the length. */
export function charactersOf(text: string): readonly string[] {
  if (narrow.test(text)) return text.split('');
  const characters: string[] = [];
  let unsure = '';
  for (let at = 0, end = 0; at < text.length; at = end) {
    end = at + pieceLength;
    if ((text.codePointAt(end - 1) ?? 0) > 0xffff) end += 1;
    for (const { segment } of segmenter.segment(unsure + text.slice(at, end))) characters.push(segment);
    unsure = characters.pop() ?? '';
  }
  return [...characters, unsure];
}

/** How many columns of a terminal a text takes. */
export function textWidth(text: string): number {
  if (narrow.test(text)) return text.length;
  return charactersOf(text).reduce((sum, each) => sum + characterWidth(each), 0);
}

/** The same of one character. */
export function characterWidth(character: string): number {
  if (/^[\p{M}\n]/u.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
