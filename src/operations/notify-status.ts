import { RgzError } from '../errors/rgz-error.ts';
import type { Dead, Holder, Trouble } from '../notices/cursor.ts';
import type { View } from '../ports/records.ts';
import type { Deps } from './deps.ts';
import { lookAtRemote } from './look-at-remote.ts';
import { seeCursor } from './notify-cursor.ts';

/** How one channel is doing, as everybody sees it. */
export interface ChannelStatus {
  channel: string;
  type: string;
  /** `unstarted`: no controller has told anything over it yet, or it keeps no place that others see. */
  state: 'well' | 'sending' | 'waiting' | 'away' | 'unstarted';
  delivered: number;
  lastAt: string | null;
  late: number;
  dead: number;
  /** Commits with changes of records that it has not told of yet; at most a thousand are counted. */
  behind: number;
  trouble: Trouble | null;
  holder: Holder | null;
}

export interface Letter extends Dead {
  channel: string;
  records: readonly string[];
}

const mostCounted = 1_000;

type Reading = Pick<Deps, 'git' | 'store' | 'kinds'>;

export async function notifyStatus(deps: Reading): Promise<readonly ChannelStatus[]> {
  const view = await newest(deps);
  return Promise.all((await channelsOf(view)).map(async ([channel, type]) => statusOf(deps, view, channel, type)));
}

/** The dead letters of one channel or of all, oldest first. */
export async function deadLetters(deps: Reading, only?: string): Promise<readonly Letter[]> {
  const view = await newest(deps);
  const letters: Letter[] = [];
  for (const channel of await named(view, only)) {
    const seen = await seeCursor(deps.git.shared, channel);
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
    names.length === 0 ? 'add one under notifications.channels in .rgz/config.yaml' : `there are ${names.join(', ')}`;
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

async function statusOf({ git, kinds }: Reading, view: View, channel: string, type: string): Promise<ChannelStatus> {
  const seen = await seeCursor(git.shared, channel);
  const nothing = { delivered: 0, lastAt: null, late: 0, dead: 0, behind: 0, trouble: null, holder: null };
  if (seen === undefined) return { channel, type, state: 'unstarted', ...nothing };
  const { delivered, lastAt = null, late, dead, trouble = null, holder = null, done } = seen.cursor;
  let behind = 0;
  const folders = [...new Set(kinds.map(({ folder }) => folder))];
  for await (const _commit of git.walkTouching(done, view.tip.commit, folders)) if (++behind >= mostCounted) break;
  const busy = holder === null ? (late.length > 0 || behind > 0 ? 'waiting' : 'well') : 'sending';
  const state = trouble === null ? busy : 'away';
  return { channel, type, state, delivered, lastAt, late: late.length, dead: dead.length, behind, trouble, holder };
}

function recordsOf({ events }: Dead): readonly string[] {
  return [...new Set(events.map(({ id }) => id.split('.')[1] ?? ''))];
}
