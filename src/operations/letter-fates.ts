import type { RecordData } from '../domain/record.ts';
import type { TrailEntry } from '../domain/trail.ts';
import { RgzError } from '../errors/rgz-error.ts';
import { events } from '../kinds/onboarding/events.ts';
import { guests, type LastCode, lastCodes } from '../kinds/onboarding/invitations.ts';
import { type Cursor, newsAfter } from '../notices/cursor.ts';
import { lettersGoTo } from '../notices/letters.ts';
import type { LoadedRecord, View } from '../ports/records.ts';
import type { Deps } from './deps.ts';
import { placeOf } from './notify-status.ts';

/**
 * What became of the letter with somebody's last code. `sent`: a channel took it, or the code was used. `waits`: no channel
 * has taken it yet. `dead`: none will, unless somebody asks for it. null: this clone cannot know.
 */
export type LetterFate = 'sent' | 'waits' | 'dead' | null;

type Reading = Pick<Deps, 'git'>;
type Found = { loaded: LoadedRecord; trail: readonly TrailEntry[] };

/** By user, for all who were given a code. The remote is asked where it could tell more than this clone knows. */
export async function letterFates(deps: Reading, view: View, found: Found): Promise<ReadonlyMap<string, LetterFate>> {
  const known = await fatesAsSeen(deps, view, found);
  const { remote, shared } = deps.git;
  if (remote === undefined || [...known.values()].every((fate) => fate === 'sent')) return known;
  try {
    await shared.refresh();
  } catch (error) {
    if (!(error instanceof RgzError) || error.code !== 'git.unreachable') throw error;
    // What was seen last may be long past: only what was sent stays so.
    return new Map([...known].map(([user, fate]) => [user, fate === 'sent' ? fate : null]));
  }
  return fatesAsSeen(deps, view, found);
}

async function fatesAsSeen(deps: Reading, view: View, { loaded, trail }: Found): Promise<Map<string, LetterFate>> {
  const { record, path, id } = loaded;
  const { notifications } = await view.config();
  const channels = Object.entries(notifications?.channels ?? {}).map(([name, settings]) => ({
    name,
    goesTo: lettersGoTo(settings, events.invited, record.metadata.tenant),
  }));
  const fates = new Map<string, LetterFate>();
  for (const last of lastCodes(record)) {
    const address = addressOf(record, last);
    const commit = trail.find(({ events: upTo }) => upTo > last.at)?.commit;
    if (last.used || address === undefined || commit === undefined) {
      fates.set(last.code.user, last.used ? 'sent' : null);
      continue;
    }
    const letter = { commit, at: last.issuedAt, event: `.${id}.${last.at}`, path, to: address.to };
    const taking = channels.filter(({ goesTo }) => goesTo === address.kind);
    const all = await Promise.all(taking.map(({ name }) => fateOver(deps, name, letter)));
    fates.set(last.code.user, (['sent', 'dead', 'waits'] as const).find((fate) => all.includes(fate)) ?? null);
  }
  return fates;
}

function addressOf(record: RecordData, { code }: LastCode) {
  return guests(record, { type: events.invited.type, detail: { codes: [{ ...code }] } })[0]?.address;
}

interface Letter {
  commit: string;
  /** ISO in UTC. */
  at: string;
  /** How the ids of its event end: another commit may bring the same one. */
  event: string;
  path: string;
  to: string;
}

async function fateOver({ git }: Reading, channel: string, letter: Letter): Promise<LetterFate> {
  const place = await placeOf({ git }, channel);
  if (place instanceof RgzError) return null;
  if (place === undefined) return git.remote === undefined ? 'waits' : null;
  const { late, dead, done, batch } = place.cursor;
  if (late.some((owed) => isOf(owed, letter))) return 'waits';
  if (dead.some((owed) => isOf(owed, letter))) return 'dead';
  if (!newsAfter(place.cursor, letter.at)) return null;
  if (await git.isAncestor(letter.commit, done)) return 'sent';
  // A batch that is being sent tells of no letter by name.
  return batch !== undefined && batch.sent.length > 0 ? null : 'waits';
}

function isOf({ events: owed, to }: Cursor['late'][number] | Cursor['dead'][number], letter: Letter): boolean {
  return to === letter.to && owed.some(({ id, path }) => path === letter.path && id.endsWith(letter.event));
}
