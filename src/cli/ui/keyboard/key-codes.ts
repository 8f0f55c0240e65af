import type { KeyName } from './key.ts';

const byControl: Readonly<Record<string, KeyName>> = {
  '\u0001': 'home',
  '\u0002': 'left',
  '\u0003': 'interrupt',
  '\u0004': 'end-of-text',
  '\u0005': 'end',
  '\u0006': 'right',
  '\u0008': 'backspace',
  '\u000b': 'erase-after',
  '\u000e': 'down',
  '\u0010': 'up',
  '\u0015': 'erase-before',
  '\u0017': 'erase-word',
  '\u007f': 'backspace',
};

const byLetter: Readonly<Record<string, KeyName>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  F: 'end',
  H: 'home',
  M: 'enter',
  Z: 'back-tab',
};

const byNumber: Readonly<Record<string, KeyName>> = {
  1: 'home',
  3: 'delete',
  4: 'end',
  5: 'page-up',
  6: 'page-down',
  7: 'home',
  8: 'end',
};

/** The key of one control character. */
export function keyOfControl(character: string): KeyName | undefined {
  return byControl[character];
}

/** The key of what follows `ESC [` or `ESC O`. */
export function keyOfSequence(sequence: string): KeyName | undefined {
  const [, numbers = '', letter = ''] = /^([\d;]*)(.)$/.exec(sequence) ?? [];
  const [number = '', modifier = '1'] = numbers.split(';');
  if (letter === '~') return byNumber[number];
  const name = byLetter[letter];
  const wordwise = modifier === '3' || modifier === '5';
  if (wordwise && name === 'left') return 'word-left';
  if (wordwise && name === 'right') return 'word-right';
  return name;
}
