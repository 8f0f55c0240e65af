import { commitByHand } from '../domain/commit-words.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Dead, Holder, Late, Trouble } from '../notices/cursor.ts';
import type { View } from '../ports/records.ts';
import type { Deps } from './deps.ts';
import { lookAtRemote } from './look-at-remote.ts';
import { refuseUnknown, type Seen, seeCursor } from './notify-cursor.ts';

/** How one channel is doing, as everybody sees it. */
export interface ChannelStatus {
  channel: string;
  type: string;
  /**
   * `unstarted`: no controller has told anything over it yet. `local`: each controller keeps its own place, which others do
   * not see. `broken`: what says how far it has come cannot be read.
   */
  state: 'well' | 'sending' | 'waiting' | 'away' | 'unstarted' | 'local' | 'broken';
  delivered: number;
  lastAt: string | null;
  late: number;
  dead: number;
  /** Commits with changes of records that it has not told of yet; at most a thousand are counted. */
  behind: number;
  trouble: Trouble | null;
  /** What the first of its late messages waits for. */
  waits: Pick<Late, 'reason' | 'notBefore'> | null;
  /** Who sends over it now. */
  holder: Holder | null;
  /** Why it is broken, and what to do about it. */
  fault: { message: string; remedy: readonly string[] } | null;
}

export interface Letter extends Dead {
  channel: string;
  records: readonly string[];
}

const mostCounted = 1_000;

type Reading = Pick<Deps, 'git' | 'store' | 'kinds' | 'clock'>;

export async function notifyStatus(deps: Reading): Promise<readonly ChannelStatus[]> {
  const view = await newest(deps);
  return Promise.all((await channelsOf(view)).map(async ([channel, type]) => statusOf(deps, view, channel, type)));
}

/** The dead letters of one channel or of all, oldest first. A channel whose place cannot be read has none that can be told. */
export async function deadLetters(deps: Reading, only?: string): Promise<readonly Letter[]> {
  const view = await newest(deps);
  const letters: Letter[] = [];
  for (const channel of await named(view, only)) {
    const seen = only === undefined ? await placeOf(deps, channel) : await seeCursor(deps, channel);
    if (seen instanceof RgzError) continue;
    for (const dead of seen?.cursor.dead ?? []) letters.push({ ...dead, channel, records: recordsOf(dead) });
  }
  return letters;
}

/** The channels of the configuration, or the one that was named. Throws `notify.unknown-channel`. */
export async function named(view: View, only: string | undefined): Promise<readonly string[]> {
  const names = (await channelsOf(view)).map(([name]) => name);
  if (only === undefined) return names;
  if (names.includes(only)) return [only];
  const remedy =
    names.length === 0
      ? `add one under notifications.channels in .rgz/config.yaml, ${commitByHand(await view.policy())}`
      : `there are ${names.join(', ')}`;
  throw new RgzError('notify.unknown-channel', `the configuration has no channel ${JSON.stringify(only)}`, {
    remedy: [remedy],
  });
}

/** What the remote has, where it answers. */
export async function newest({ git, store }: Pick<Deps, 'git' | 'store'>): Promise<View> {
  if ((await lookAtRemote(git)).seen) await git.shared.refresh();
  return store.view('read');
}

async function channelsOf(view: View): Promise<readonly (readonly [name: string, type: string])[]> {
  const { notifications } = await view.config();
  return Object.entries(notifications?.channels ?? {}).map(([name, { type }]) => [name, type]);
}

async function statusOf(deps: Reading, view: View, channel: string, type: string): Promise<ChannelStatus> {
  const { git, kinds, clock } = deps;
  const seen = await placeOf(deps, channel);
  const nothing = { delivered: 0, lastAt: null, late: 0, dead: 0, behind: 0 };
  const quiet = { channel, type, ...nothing, trouble: null, waits: null, holder: null, fault: null };
  if (seen instanceof RgzError)
    return { ...quiet, state: 'broken', fault: { message: seen.message, remedy: seen.remedy } };
  if (seen === undefined) return { ...quiet, state: type === 'console' ? 'local' : 'unstarted' };
  const { delivered, lastAt = null, late, dead, trouble = null, holder, done } = seen.cursor;
  let behind = 0;
  const folders = [...new Set(kinds.map(({ folder }) => folder))];
  for await (const _commit of git.walkTouching(done, view.tip.commit, folders)) if (++behind >= mostCounted) break;
  const sends = holder !== undefined && Date.parse(holder.until) > clock.milliseconds() ? holder : null;
  const busy = sends === null ? (late.length > 0 || behind > 0 ? 'waiting' : 'well') : 'sending';
  const [first] = late;
  return {
    ...quiet,
    state: trouble === null ? busy : 'away',
    ...{ delivered, lastAt, late: late.length, dead: dead.length, behind, trouble, holder: sends },
    waits: first === undefined ? null : { reason: first.reason, notBefore: first.notBefore },
  };
}

/** Where a channel stands; what is wrong with it where that cannot be told. */
export async function placeOf(deps: Pick<Deps, 'git'>, channel: string): Promise<Seen | RgzError | undefined> {
  try {
    const seen = await seeCursor(deps, channel);
    if (seen !== undefined) await refuseUnknown(deps, channel, seen.cursor);
    return seen;
  } catch (error) {
    if (error instanceof RgzError && error.code === 'notify.cursor-invalid') return error;
    throw error;
  }
}

function recordsOf({ events }: Dead): readonly string[] {
  return [...new Set(events.map(({ id }) => id.split('.')[1] ?? ''))];
}
