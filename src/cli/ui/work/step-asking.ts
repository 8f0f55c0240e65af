import { plainText } from '../../../domain/plain-text.ts';
import type { Key } from '../keyboard/key.ts';
import { editLine } from '../text/edit-line.ts';
import { editedText, wholeText } from '../text/edited-text.ts';
import { queued } from './actions.ts';
import type { Rules, Wish } from './desk.ts';
import { pointIn } from './rows.ts';
import { type Asking, told, type WorkState } from './work-state.ts';

/** A key while a line of text is asked for. */
export function stepAsking(rules: Rules, state: WorkState, asking: Asking, key: Key): WorkState {
  if (key.name === 'escape') return dropped(state, asking);
  if (key.name === 'enter') return answered(rules, state, asking);
  if (key.name === 'tab' && (asking.what === 'file' || asking.what === 'assign'))
    return { ...state, mode: { ...asking, completing: state.next }, next: state.next + 1 };
  const edited = editLine(asking.text, key);
  if (edited === 'back' || edited === asking.text) return state;
  const { problem: _problem, choices: _choices, completing: _completing, ...rest } = asking;
  const mode = { ...rest, text: edited };
  return { ...state, mode, ...(asking.what === 'filter' ? { filter: wholeText(edited).trim() } : {}) };
}

function dropped(state: WorkState, { what, back }: Asking): WorkState {
  return { ...state, mode: back, ...(what === 'filter' ? { filter: '' } : {}) };
}

function answered(rules: Rules, state: WorkState, asking: Asking): WorkState {
  const { what, item, back } = asking;
  const text = wholeText(asking.text).trim();
  const point = pointIn(state.view, item);
  const list: WorkState = { ...state, mode: back };
  if (what === 'filter' || point === undefined) return list;
  const before = { note: point.notes ?? '', assign: point.assignee ?? '' };
  if (what !== 'reason' && text === (what === 'note' || what === 'assign' ? before[what] : ''))
    return { ...list, said: told('faint', 'nothing was changed') };
  const problem = problemOf(rules, asking, text);
  if (problem !== undefined) return { ...state, mode: { ...asking, problem } };
  return queued(list, point, wishOf(what, text));
}

function problemOf({ leastReason }: Rules, { what }: Asking, text: string): string | undefined {
  switch (what) {
    case 'reason':
      return [...text].length < leastReason ? `${[...text].length}/${leastReason} characters at least` : undefined;
    case 'url':
      return /^https?:\/\/\S+$/.test(text) && text.length <= 2000
        ? undefined
        : 'an address begins with http:// or https://';
    case 'assign':
      return text === '' || /^[^\s<>@"]+@[^\s<>@"]+$/.test(text) ? undefined : 'this is no e-mail address';
    default:
      return undefined;
  }
}

function wishOf(what: Asking['what'], text: string): Wish {
  switch (what) {
    case 'file':
      return { kind: 'attach', file: text };
    case 'assign':
      return { kind: 'assign', to: text };
    case 'url':
      return { kind: 'set', url: text };
    case 'reason':
      return { kind: 'set', status: 'not_applicable', reason: text };
    default:
      return { kind: 'set', notes: text };
  }
}

/** What a completion came to, where the text is still the one that it was asked for. */
export function completed(state: WorkState, completing: number, all: readonly string[]): WorkState {
  const { mode } = state;
  if (mode.kind !== 'ask' || mode.completing !== completing) return state;
  const { completing: _completing, ...rest } = mode;
  // A name that cannot be drawn as it is cannot be typed either.
  const found = all.filter((each) => plainText(each) === each && !each.includes('\n'));
  const before = longestCommon(found);
  const text = before.length > rest.text.before.length ? { ...editedText(before), after: rest.text.after } : rest.text;
  const problem = mode.what === 'file' ? 'there is no such file' : 'nobody of this name is in the policy';
  return {
    ...state,
    mode: { ...rest, text, choices: found.length > 1 ? found : [], ...(found.length === 0 ? { problem } : {}) },
  };
}

function longestCommon([first = '', ...others]: readonly string[]): string {
  let length = first.length;
  for (const other of others) {
    let same = 0;
    while (same < length && first[same] === other[same]) same += 1;
    length = same;
  }
  return first.slice(0, length);
}
