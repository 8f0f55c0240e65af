import { RgzError } from '../errors/rgz-error.ts';
import { revived } from '../notices/cursor.ts';
import { whoActs } from './acting.ts';
import { refuseUnlessAllowed } from './change-policy.ts';
import type { Deps } from './deps.ts';
import { seeCursor, writeCursor } from './notify-cursor.ts';
import { named, newest } from './notify-status.ts';

export interface Resend {
  /** Dead letters by their ids; none: all of them. */
  ids: readonly string[];
  channel: string | undefined;
}

export interface Resent {
  channel: string;
  ids: readonly string[];
}

const tries = 8;

/**
 * Puts dead letters up to be sent again by whichever controller comes next. For those who may stop the line: everybody
 * else hears of it. Throws `notify.unknown-letter`.
 */
export async function resend(deps: Deps, { ids, channel }: Resend): Promise<readonly Resent[]> {
  const view = await newest(deps);
  const policy = await view.policy();
  refuseUnlessAllowed(policy, await whoActs(deps, policy), 'line.stop');
  const done: Resent[] = [];
  for (const name of await named(view, channel)) {
    const found = await revive(deps, name, ids);
    if (found.length > 0) done.push({ channel: name, ids: found });
  }
  const missing = ids.filter((id) => !done.some((each) => each.ids.includes(id)));
  if (missing.length === 0) return done;
  throw new RgzError('notify.unknown-letter', `there is no dead letter ${missing.join(', ')}`, {
    remedy: ['rgz notify dead'],
  });
}

async function revive({ git, clock }: Deps, channel: string, ids: readonly string[]): Promise<readonly string[]> {
  for (let attempt = 1; ; attempt += 1) {
    const seen = await seeCursor(git.shared, channel);
    const dead = seen?.cursor.dead.map(({ id }) => id) ?? [];
    const wanted = new Set(ids.length === 0 ? dead : dead.filter((id) => ids.includes(id)));
    if (seen === undefined || wanted.size === 0) return [];
    const cursor = revived(seen.cursor, wanted, clock.now());
    if ((await writeCursor(git.shared, channel, { at: seen.at, cursor })) !== undefined) return [...wanted];
    if (attempt >= tries)
      throw new RgzError('git.push-lost', `somebody else moved the place of ${channel} each time`, {
        remedy: ['try again'],
      });
    await clock.pause(50 * attempt * (0.5 + clock.chance()));
    await git.shared.refresh();
  }
}
