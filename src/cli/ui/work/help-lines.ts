import { type Line, piece } from '../screen/line.ts';
import { wrapText } from '../text/wrap-text.ts';

const keys: readonly (readonly [string, string])[] = [
  ['space x', 'complete, or not started again'],
  ['p', 'partial'],
  ['i', 'in progress'],
  ['b', 'blocked'],
  ['n', 'does not apply: asks why'],
  ['m', 'note'],
  ['e', 'attach a file that proves it'],
  ['u', 'an address that shows it'],
  ['v', 'validate what another person did'],
  ['a', 'who is to do it'],
  ['', ''],
  ['↑↓ j k', 'one point up or down'],
  ['PgUp PgDn', 'a page up or down'],
  ['g G', 'first, last'],
  ['Tab', 'next point that does not count yet; Shift+Tab goes back'],
  ['Enter', 'all of one point; Esc goes back'],
  ['/', 'filter by words: open, done, blocked, a name, a role, …'],
  ['r', 'look at the remote for what others did'],
  ['Esc', 'take away a message, then the filter'],
  ['q', 'leave, once everything is written'],
];

const indent = 11;

/** Every key. Each change is one commit. */
export function helpLines(columns: number): readonly Line[] {
  return keys.flatMap(([key, meaning]): readonly Line[] =>
    key === ''
      ? [[]]
      : wrapText(meaning, columns - indent).map((row, at) => [
          piece((at === 0 ? key : '').padEnd(indent), 'marked'),
          piece(row),
        ]),
  );
}
