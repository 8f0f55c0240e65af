import { RgzError } from '../errors/rgz-error.ts';
import { type Cursor, revived, withoutLetters } from '../notices/cursor.ts';
import { whoActs } from './acting.ts';
import { refuseUnlessAllowed } from './change-policy.ts';
import type { Deps } from './deps.ts';
import { seeCursor, writeCursor } from './notify-cursor.ts';
import { named, newest, placeOf } from './notify-status.ts';

export interface Letters {
  /** Dead letters by their ids or the first eight signs of these; none: all of them. */
  ids: readonly string[];
  channel: string | undefined;
}

export interface Moved {
  channel: string;
  ids: readonly string[];
}

const tries = 8;
/** Less would name too many. */
const shortest = 8;

/**
 * Puts dead letters up to be sent again by whichever controller comes next. For those who may stop the line: everybody
 * else hears of it. Throws `notify.unknown-letter`, and then puts up none.
 */
export function resend(deps: Deps, letters: Letters): Promise<readonly Moved[]> {
  return move(deps, letters, (cursor, ids) => revived(cursor, ids, deps.clock.now()));
}

/** Forgets dead letters: nobody is to be told any more. By the same right. */
export function drop(deps: Deps, letters: Letters): Promise<readonly Moved[]> {
  return move(deps, letters, withoutLetters);
}

type Change = (cursor: Cursor, ids: ReadonlySet<string>) => Cursor;

async function move(deps: Deps, { ids, channel }: Letters, change: Change): Promise<readonly Moved[]> {
  const view = await newest(deps);
  const policy = await view.policy();
  refuseUnlessAllowed(policy, await whoActs(deps, policy), 'line.stop');
  const all: Moved[] = [];
  for (const name of await named(view, channel)) {
    const seen = channel === undefined ? await placeOf(deps, name) : await seeCursor(deps, name);
    if (seen !== undefined && !(seen instanceof RgzError))
      all.push({ channel: name, ids: seen.cursor.dead.map(({ id }) => id) });
  }
  const wanted = ids.length === 0 ? undefined : new Set(ids.map((id) => theOne(id, all)));
  const done: Moved[] = [];
  for (const each of all) {
    const mine = each.ids.filter((id) => wanted?.has(id) ?? true);
    const moved = mine.length === 0 ? [] : await moveIn(deps, each.channel, new Set(mine), change);
    if (moved.length > 0) done.push({ channel: each.channel, ids: moved });
  }
  return done;
}

/** The one dead letter that somebody means. */
function theOne(id: string, all: readonly Moved[]): string {
  const known = all.flatMap(({ ids }) => ids);
  if (known.includes(id)) return id;
  const found = new Set(id.length < shortest ? [] : known.filter((each) => each.startsWith(id)));
  const [one, other] = found;
  if (one !== undefined && other === undefined) return one;
  const message = one === undefined ? `there is no dead letter ${id}` : `several dead letters begin with ${id}`;
  throw new RgzError('notify.unknown-letter', message, { remedy: ['rgz notify dead'] });
}

async function moveIn(
  { git, clock }: Deps,
  channel: string,
  ids: ReadonlySet<string>,
  change: Change,
): Promise<readonly string[]> {
  for (let attempt = 1; ; attempt += 1) {
    const seen = await seeCursor({ git }, channel);
    const there = seen?.cursor.dead.map(({ id }) => id).filter((id) => ids.has(id)) ?? [];
    if (seen === undefined || there.length === 0) return [];
    const cursor = change(seen.cursor, new Set(there));
    if ((await writeCursor(git.shared, channel, { at: seen.at, cursor })) !== undefined) return there;
    if (attempt >= tries)
      throw new RgzError('git.push-lost', `somebody else moved the place of ${channel} each time`, {
        remedy: ['try again'],
      });
    await clock.pause(50 * attempt * (0.5 + clock.chance()));
    await git.shared.refresh();
  }
}
