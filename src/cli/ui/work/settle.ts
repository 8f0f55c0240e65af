import type { Outcome, Wish } from './desk.ts';
import { pointIn, statusWords } from './rows.ts';
import { type Job, type Told, told, type WorkState } from './work-state.ts';
import type { WorkPoint, WorkView } from './work-view.ts';

/** The state after the first of the queue has come back. */
export function settle(state: WorkState, { view: seen, refusal, said }: Outcome): WorkState {
  const [job, ...waiting] = state.jobs;
  if (job === undefined) return state;
  const view = seen ?? state.view;
  const own = refusal === undefined ? job.item : undefined;
  const changed = changedBetween(state.view, view).filter(({ id }) => id !== own);
  const left = waiting.filter((each) => !fallsAway(each, job, refusal !== undefined, changed));
  const point = pointIn(view, job.item);
  const wasRefused = refusal === undefined ? [] : [told('bad', placed(refusal.message, point), refusal.remedy)];
  const news = [...state.news, ...newsOf(changed, job, refusal !== undefined), ...wasRefused];
  const refused = state.refused.filter((id) => id !== job.item);
  const lost = waiting.filter((each) => !left.includes(each));
  return {
    ...state,
    view,
    jobs: left,
    news: lost.length === 0 || refusal !== undefined ? news : [...news, lostNews(lost, view)],
    said: refusal === undefined ? told('good', said ?? doneWords(job.wish, point)) : undefined,
    written: state.written + (refusal === undefined && job.wish.kind !== 'refresh' ? 1 : 0),
    changed: [...new Set([...state.changed.filter((id) => id !== own), ...changed.map(({ id }) => id)])],
    refused: refusal === undefined || job.item === undefined ? refused : [...refused, job.item],
    kept: { ...state.kept, ...keptText(job, refusal !== undefined) },
    // Whoever is leaving has to see what was not written.
    outcome: state.outcome === 'leaving' && (refusal !== undefined || lost.length > 0) ? 'open' : state.outcome,
  };
}

function changedBetween(before: WorkView, after: WorkView): readonly WorkPoint[] {
  if (before === after) return [];
  return after.points.filter((point) => pointIn(before, point.id)?.mark !== point.mark);
}

/** What was wished of a point that is another now is not written unseen; nor is a status after one that was refused. */
function fallsAway({ item, wish }: Job, first: Job, refused: boolean, changed: readonly WorkPoint[]): boolean {
  if (item === undefined) return false;
  if (changed.some(({ id }) => id === item)) return true;
  return refused && item === first.item && wish.kind === 'set' && wish.status !== undefined;
}

function newsOf(changed: readonly WorkPoint[], { item }: Job, refused: boolean): readonly Told[] {
  const others = changed.filter(({ id }) => !(refused && id === item));
  if (others.length === 0) return [];
  const shown = others.slice(0, 3).map(asItIs);
  const more = others.length > shown.length ? `; and ${others.length - shown.length} more` : '';
  return [told('warn', `meanwhile others changed ${shown.join('; ')}${more}`)];
}

function lostNews(lost: readonly Job[], view: WorkView): Told {
  const numbers = [...new Set(lost.map(({ item }) => pointIn(view, item)?.number ?? '?'))];
  return told('bad', `not written, because it was changed meanwhile: what you asked for ${numbers.join(', ')}`, [
    'look at it, and press the key again if it is still so',
  ]);
}

function asItIs({ number, status, done, validated }: WorkPoint): string {
  const by = done === undefined ? '' : ` by ${done.by}`;
  return `${number} (${statusWords(status)}${by}${validated === undefined ? '' : ', validated'})`;
}

function placed(message: string, point: WorkPoint | undefined): string {
  return point === undefined || message.startsWith(`${point.number} `) || message.includes(` ${point.id}`)
    ? message
    : `${point.number}: ${message}`;
}

function doneWords(wish: Wish, point: WorkPoint | undefined): string {
  const number = point?.number ?? '';
  switch (wish.kind) {
    case 'set':
      if (wish.status !== undefined) return `${number} ${statusWords(wish.status)}`;
      return wish.url === undefined ? `${number} has a note` : `${number} has an address that shows it`;
    case 'attach':
      return `${number} has ${wish.file.replace(/^.*\/(?=.)/, '')}`;
    case 'assign':
      return wish.to === '' ? `${number} is nobody's any more` : `${number} is for ${wish.to}`;
    case 'validate':
      return `${number} validated`;
    case 'refresh':
      return 'as of now';
  }
}

/** What somebody typed is not lost by a refusal. */
function keptText({ item = '', wish }: Job, refused: boolean): Record<string, string> {
  if (wish.kind === 'attach') return { [`file ${item}`]: refused ? wish.file : '' };
  if (wish.kind === 'assign') return { [`assign ${item}`]: refused ? wish.to : '' };
  if (wish.kind !== 'set') return {};
  const { notes, reason, url } = wish;
  return {
    ...(notes === undefined ? {} : { [`note ${item}`]: refused ? notes : '' }),
    ...(reason === undefined ? {} : { [`reason ${item}`]: refused ? reason : '' }),
    ...(url === undefined ? {} : { [`url ${item}`]: refused ? url : '' }),
  };
}
