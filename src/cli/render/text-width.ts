const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const combining = /\p{Mn}|\p{Me}/u;
const plain = /^[ -~]*$/;

/** How many columns a text fills on a terminal. */
export function textWidth(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
}

function widthOf(character: string): number {
  if (combining.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** The text in at most `width` columns, with an ellipsis where it is cut. */
export function cutTo(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const character of text) {
    if (used + widthOf(character) > width - 1) break;
    kept += character;
    used += widthOf(character);
  }
  return width < 1 ? '' : `${kept}…`;
}

/** Cut so that the end stays, from the last such mark on, where that leaves half of the room for what is before. */
export function cutBefore(mark: string, text: string, width: number): string {
  const at = text.lastIndexOf(mark);
  const end = at < 0 ? '' : text.slice(at);
  if (textWidth(text) <= width || textWidth(end) > width / 2) return cutTo(text, width);
  return cutTo(text.slice(0, at), width - textWidth(end)) + end;
}

export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}

/** Lines of at most `width` columns, broken at blanks. */
export function wrap(text: string, width: number): string[] {
  if (!Number.isFinite(width)) return text.split('\n');
  return text.split('\n').flatMap((line) => wrapLine(line, Math.max(10, width)));
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/(?<=\s)/)) {
    if (current !== '' && textWidth(current) + textWidth(word.trimEnd()) > width) {
      lines.push(current.trimEnd());
      current = '';
    }
    current += word;
    while (textWidth(current) > width && !/\s/.test(current.trim())) {
      const head = cutTo(current, width + 1).slice(0, -1);
      if (head === '') break;
      lines.push(head);
      current = current.slice(head.length);
    }
  }
  return [...lines, current.trimEnd()];
}
