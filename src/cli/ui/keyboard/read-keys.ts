import { plainText } from '../../../domain/plain-text.ts';
import type { Key } from './key.ts';
import { keyOfControl, keyOfSequence } from './key-codes.ts';

/** What was read and is not a whole key yet. */
export interface Unread {
  rest: string;
  pasting: boolean;
}

export const nothingUnread: Unread = { rest: '', pasting: false };

const pasteStart = '\u001b[200~';
const pasteEnd = '\u001b[201~';
/** No key sends these; text that was copied from a terminal may hold them. */
const colours = /\u001b\[[\d;:]*m/g;
const sequence = /\u001b?\u001b(?:\[(\[?[0-?]*[ -/]*[@-~])|O([@-~]))/y;
const unfinished = /\u001b?\u001b(?:\[\[?[0-?]*[ -/]*|O)?$/y;
const message = /\u001b[\]PX^_][^\u001b\u0007]*(?:\u0007|\u001b\\)/y;
const withAlt = /\u001b[^\u001b]/y;
const written = /[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]+/y;

/** The keys in a chunk of what a terminal sent, and what to put before the next chunk. */
export function readKeys(unread: Unread, chunk: string): { keys: readonly Key[]; unread: Unread } {
  const keys: Key[] = [];
  const text = (unread.rest + chunk).replace(colours, '');
  let { pasting } = unread;
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };

  while (at < text.length) {
    if (pasting) {
      const end = text.indexOf(pasteEnd, at);
      if (chunk === '\u0003') return { keys: [{ name: 'interrupt' }], unread: nothingUnread };
      if (end < 0) return { keys, unread: { rest: text.slice(at), pasting } };
      keys.push(...textKey(text.slice(at, end), true));
      at = end + pasteEnd.length;
      pasting = false;
    } else if (text.startsWith(pasteStart, at)) {
      at += pasteStart.length;
      pasting = true;
    } else {
      const start = at;
      const code = take(sequence);
      const name = code === null ? undefined : keyOfSequence(code[1] ?? code[2] ?? '');
      if (name !== undefined) keys.push({ name });
      if (code !== null) continue;
      if (take(unfinished) !== null) return { keys, unread: { rest: text.slice(start), pasting } };
      if (take(message) !== null || take(withAlt) !== null) continue;
      const words = take(written);
      if (words !== null) keys.push(...typed(words[0]));
      else keys.push(...control(text.charAt(at++)));
    }
  }
  return { keys, unread: { rest: '', pasting } };
}

/** The key of an escape that nothing followed. */
export function readPause(unread: Unread): { keys: readonly Key[]; unread: Unread } {
  if (unread.pasting || !/^\u001b[\u001bO]?$/.test(unread.rest)) return { keys: [], unread };
  return { keys: unread.rest.endsWith('O') ? [] : [{ name: 'escape' }], unread: nothingUnread };
}

/** Line breaks and tabs around text are keys that came in the same chunk; those inside it were pasted. */
function typed(text: string): readonly Key[] {
  const [, before = '', inside = '', after = ''] = /^([\r\n\t]*)([\s\S]*?)([\r\n\t]*)$/.exec(text) ?? [];
  return [...breaks(before), ...textKey(inside, false), ...breaks(after)];
}

function breaks(text: string): readonly Key[] {
  return [...text.replaceAll('\r\n', '\n')].map((each) => ({ name: each === '\t' ? 'tab' : 'enter' }));
}

function textKey(raw: string, pasted: boolean): readonly Key[] {
  const text = plainText(raw.replace(/\r\n?/g, '\n').replaceAll('\t', '  '));
  return text === '' ? [] : [{ name: 'text', text, pasted }];
}

function control(character: string): readonly Key[] {
  if (character === '\u001b') return [{ name: 'escape' }];
  const name = keyOfControl(character);
  return name === undefined ? [] : [{ name }];
}
