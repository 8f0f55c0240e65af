import { plainLine } from '../../../domain/plain-text.ts';
import { editedText } from '../text/edited-text.ts';
import type { Rules, Wish } from './desk.ts';
import { comingStatus, cursorPoint, statusWords } from './rows.ts';
import { type Question, told, type WorkState } from './work-state.ts';
import type { Status, WorkPoint } from './work-view.ts';

const statuses: Readonly<Record<string, Status>> = { p: 'partial', i: 'in_progress', b: 'blocked' };
const questions: Readonly<Record<string, Question>> = { n: 'reason', m: 'note', e: 'file', u: 'url', a: 'assign' };

/** A letter that means the same in the list and in the details. */
export function letterAction(rules: Rules, state: WorkState, letter: string): WorkState {
  switch (letter) {
    case 'q':
      return leave(state);
    case '?':
      return { ...state, mode: { kind: 'help', above: 0 }, said: undefined };
    case 'r':
      return state.jobs.some(({ wish }) => wish.kind === 'refresh') ? state : queued(state, undefined, refresh);
    case '/':
      return {
        ...state,
        mode: { kind: 'ask', what: 'filter', item: '', text: editedText(state.filter), back: { kind: 'list' } },
        sure: undefined,
        said: undefined,
      };
    default: {
      const point = cursorPoint(state);
      return point === undefined ? state : pointAction(rules, state, point, letter);
    }
  }
}

const refresh: Wish = { kind: 'refresh' };

function pointAction(rules: Rules, state: WorkState, point: WorkPoint, letter: string): WorkState {
  const question = questions[letter];
  const status = wantedStatus(state, point, letter);
  if (question === undefined && status === undefined && letter !== 'v') return { ...state, sure: undefined };
  if (status !== undefined && status === comingStatus(state, point))
    return { ...state, said: told('faint', `${point.number} is ${statusWords(status)} already`), sure: undefined };
  const first = whatItUndoes(rules, state, point, letter, status);
  const asked = `${letter} ${point.id}`;
  if (first !== undefined && state.sure !== asked) {
    const words = `${first}; press ${letter === ' ' ? 'space' : letter} again to go on, Esc to leave it`;
    return { ...state, sure: asked, said: told('warn', words) };
  }
  const sure = { ...state, sure: undefined, said: undefined };
  if (question !== undefined) return asking(rules, sure, point, question);
  return queued(sure, point, status === undefined ? { kind: 'validate' } : { kind: 'set', status });
}

function wantedStatus(state: WorkState, point: WorkPoint, letter: string): Status | undefined {
  if (letter !== ' ' && letter !== 'x') return statuses[letter];
  return comingStatus(state, point) === 'completed' ? 'not_started' : 'completed';
}

/** What the key takes back of others' work. */
function whatItUndoes(
  { me }: Rules,
  { view }: WorkState,
  { number, done, validated }: WorkPoint,
  letter: string,
  status: Status | undefined,
): string | undefined {
  if (letter === 'v' || letter === 'a') return undefined;
  if (view.state === 'approved') return 'the checklist is approved, and any change opens it again';
  if (validated !== undefined) return `${validated.by} validated ${number}, and this takes it back`;
  const changes = status !== undefined || letter === 'n';
  if (changes && done !== undefined && done.by.toLowerCase() !== me.toLowerCase())
    return `${done.by} did ${number}, and this takes it back`;
  return undefined;
}

/** The wish at the end of the queue. */
export function queued(state: WorkState, point: WorkPoint | undefined, wish: Wish): WorkState {
  const item = point?.id;
  return {
    ...state,
    jobs: [...state.jobs, { key: state.next, item, wish }],
    next: state.next + 1,
    refused: state.refused.filter((id) => id !== item),
    news: state.news.filter(({ tone }) => tone === 'bad'),
    said: undefined,
  };
}

function asking({ me }: Rules, state: WorkState, point: WorkPoint, what: Question): WorkState {
  const before = state.kept[`${what} ${point.id}`] || usual(point, what, me);
  return {
    ...state,
    mode: { kind: 'ask', what, item: point.id, text: editedText(plainLine(before)), back: state.mode },
  };
}

function usual(point: WorkPoint, what: Question, me: string): string {
  if (what === 'note') return point.notes ?? '';
  if (what === 'reason') return point.reason ?? '';
  return what === 'assign' ? (point.assignee ?? me) : '';
}

function leave(state: WorkState): WorkState {
  if (state.jobs.length === 0) return { ...state, outcome: 'left' };
  const changes = state.jobs.length === 1 ? 'one change is' : `${state.jobs.length} changes are`;
  return {
    ...state,
    outcome: 'leaving',
    said: told('warn', `leaving as soon as ${changes} written; Esc stays, Ctrl+C leaves now`),
  };
}
