import type { Json } from '../domain/json.ts';
import { RgzError } from '../errors/rgz-error.ts';
import { type Cursor, readCursor } from '../notices/cursor.ts';
import type { Oid } from '../ports/git.ts';
import type { SharedTexts } from '../ports/shared-texts.ts';

export interface Seen {
  at: Oid | undefined;
  cursor: Cursor;
}

const cursorName = (channel: string) => `notify/${channel}`;

/** A cursor as everybody last left it; undefined where the channel has none. Throws where it cannot be read. */
export async function seeCursor(shared: SharedTexts, channel: string): Promise<Seen | undefined> {
  const found = await shared.read(cursorName(channel));
  if (found === undefined) return undefined;
  const cursor = readCursor(parse(found.text));
  if (cursor === undefined) {
    const ref = `refs/rgz/${cursorName(channel)}`;
    throw new RgzError('notify.cursor-invalid', `${ref} does not say how far the channel ${channel} has come`, {
      remedy: [`delete it, and the channel begins anew with the last day: git push origin :${ref}`],
    });
  }
  return { at: found.at, cursor };
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
