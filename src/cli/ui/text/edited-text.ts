import type { Key } from '../keyboard/key.ts';
import { charactersOf } from './text-width.ts';

/** A text with a place in it where the next character goes. */
export interface EditedText {
  before: string;
  after: string;
}

export function editedText(text: string): EditedText {
  return { before: text, after: '' };
}

export function wholeText({ before, after }: EditedText): string {
  return before + after;
}

/** The text after a key that edits within a line; the same text for every other key. */
export function editText(text: EditedText, key: Key): EditedText {
  const { before, after } = text;
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const rest = after.split('\n', 1)[0] ?? '';
  switch (key.name) {
    case 'text':
      return { before: before + key.text, after };
    case 'left':
      return placed(text, before.length - lastOf(before).length);
    case 'right':
      return placed(text, before.length + firstOf(after).length);
    case 'word-left':
      return placed(text, before.length - lastWord(before).length);
    case 'word-right':
      return placed(text, before.length + (/^\s*\S*/.exec(after)?.[0].length ?? 0));
    case 'home':
      return placed(text, before.length - line.length);
    case 'end':
      return placed(text, before.length + rest.length);
    case 'backspace':
      return { before: before.slice(0, before.length - lastOf(before).length), after };
    case 'delete':
      return { before, after: after.slice(firstOf(after).length) };
    case 'erase-word':
      return { before: before.slice(0, before.length - lastWord(before).length), after };
    case 'erase-before':
      return { before: before.slice(0, before.length - line.length), after };
    case 'erase-after':
      return { before, after: after.slice(rest.length) };
    default:
      return text;
  }
}

/** The same text with the place moved, never to the inside of a surrogate pair. */
export function placed(text: EditedText, place: number): EditedText {
  const whole = wholeText(text);
  const at = (whole.codePointAt(place - 1) ?? 0) > 0xffff ? place - 1 : place;
  return { before: whole.slice(0, at), after: whole.slice(at) };
}

function lastWord(text: string): string {
  return /\S*\s*$/.exec(text)?.[0] ?? '';
}

function lastOf(text: string): string {
  return charactersOf(text.slice(-32)).at(-1) ?? '';
}

function firstOf(text: string): string {
  return charactersOf(text.slice(0, 32))[0] ?? '';
}
