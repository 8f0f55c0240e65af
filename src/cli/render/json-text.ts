import { plainText } from '../../domain/plain-text.ts';

/** A JSON document that may be shown on a terminal: what could steer one, or hide in one, is written as an escape. */
export function jsonText(value: unknown, indent = 2): string {
  return (JSON.stringify(value, null, indent) ?? 'null').replace(/[^\n -~]/gu, (character) =>
    plainText(character) === '' ? escaped(character) : character,
  );
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');
}
