import { plainLine } from '../../../domain/plain-text.ts';
import { charactersOf, textWidth } from './text-width.ts';

/** A text on one line of so many columns; what is cut off shows as `…`. */
export function cutLine(text: string, columns: number): string {
  const line = plainLine(text);
  if (textWidth(line) <= columns) return line;
  let cut = '';
  for (const character of charactersOf(line)) {
    if (textWidth(cut) + textWidth(character) >= columns) break;
    cut += character;
  }
  return `${cut}…`;
}
