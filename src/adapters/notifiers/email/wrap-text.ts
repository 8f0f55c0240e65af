/** Lines of at most so many characters, broken at blanks. What has no blank stays whole, so that an address can be followed. */
export function wrapText(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((line) => wrapLine(line.trimEnd(), width));
}

/** A line that fits stays as it is; the others begin where the text of their first does. */
function wrapLine(line: string, width: number): readonly string[] {
  if (lengthOf(line) <= width) return [line];
  const margin = /^\s{0,20}/.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = '';
  for (const word of line.trim().split(/\s+/)) {
    const longer = current === '' ? margin + word : `${current} ${word}`;
    if (current === '' || lengthOf(longer) <= width) current = longer;
    else {
      lines.push(current);
      current = margin + word;
    }
  }
  return [...lines, current.trimEnd()];
}

/** In characters as people count them, more or less: a pair of surrogates is one. */
export function lengthOf(text: string): number {
  return [...text].length;
}
