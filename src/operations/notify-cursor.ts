import type { Json } from '../domain/json.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Cursor } from '../notices/cursor.ts';
import { readCursor } from '../notices/read-cursor.ts';
import type { Oid } from '../ports/git.ts';
import type { SharedTexts } from '../ports/shared-texts.ts';
import type { Deps } from './deps.ts';

export interface Seen {
  at: Oid | undefined;
  cursor: Cursor;
}

const cursorName = (channel: string) => `notify/${channel}`;

type Reading = Pick<Deps, 'git'>;

/** A cursor as everybody last left it; undefined where the channel has none. Throws `notify.cursor-invalid`. */
export async function seeCursor(
  { git }: Reading,
  channel: string,
  shared: SharedTexts = git.shared,
): Promise<Seen | undefined> {
  const found = await shared.read(cursorName(channel));
  if (found === undefined) return undefined;
  const cursor = readCursor(parse(found.text));
  if (cursor === undefined) throw invalid(git, channel, 'does not say how far it has come');
  return { at: found.at, cursor };
}

/** Throws `notify.cursor-invalid` where a cursor names a commit that is not here: it was not fetched yet, or never was one. */
export async function refuseUnknown({ git }: Reading, channel: string, cursor: Cursor): Promise<void> {
  const { done, batch, again } = cursor;
  for (const commit of [done, batch?.to, batch?.by, again?.by])
    if (commit !== undefined && (await git.readCommit(commit).catch(() => undefined)) === undefined)
      throw invalid(git, channel, `names the commit ${commit.slice(0, 12)}, which is not here`);
}

function invalid({ remote }: Reading['git'], channel: string, what: string): RgzError {
  const ref = `refs/rgz/${cursorName(channel)}`;
  const command = remote === undefined ? `git update-ref -d ${ref}` : `git push ${remote} :${ref}`;
  return new RgzError('notify.cursor-invalid', `the place of the channel ${channel}, ${ref}, ${what}`, {
    remedy: [`delete it, and the channel begins anew with the last day: ${command}`],
  });
}

export function writeCursor(shared: SharedTexts, channel: string, { at, cursor }: Seen): Promise<Oid | undefined> {
  return shared.swap(cursorName(channel), at, `${JSON.stringify(cursor)}\n`);
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
