import { charactersOf, characterWidth, textWidth } from './text-width.ts';

/** The rows that a text takes in so many columns: broken after spaces, and inside words that are too long for a row. */
export function wrapText(text: string, columns: number): readonly string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, Math.max(1, columns)));
}

function wrapLine(line: string, columns: number): readonly string[] {
  const rows: string[] = [];
  let row = '';
  for (const piece of line.match(/\S+|\s+/g) ?? []) {
    const fits = textWidth(row) + textWidth(piece) <= columns;
    if (fits) row += piece;
    else if (piece.trim() === '') {
      rows.push(row);
      row = '';
    } else {
      if (row !== '') rows.push(row.trimEnd());
      const parts = breakWord(piece, columns);
      rows.push(...parts.slice(0, -1));
      row = parts.at(-1) ?? '';
    }
  }
  return row === '' && rows.length > 0 ? rows : [...rows, row];
}

function breakWord(word: string, columns: number): readonly string[] {
  if (textWidth(word) <= columns) return [word];
  const parts: string[] = [];
  let part = '';
  let width = 0;
  for (const character of charactersOf(word)) {
    const wider = width + characterWidth(character);
    if (wider > columns && part !== '') parts.push(part);
    part = wider > columns ? character : part + character;
    width = wider > columns ? characterWidth(character) : wider;
  }
  return [...parts, part];
}
