import { isObject, type Json } from '../domain/json.ts';
import { RgzError } from '../errors/rgz-error.ts';
import { evidenceName, readPointer } from '../kinds/checklist/evidence-pointer.ts';
import { mediaTypeOf, mostBytes } from '../kinds/checklist/media-type.ts';
import type { EvidenceStore } from '../ports/evidence.ts';
import type { View } from '../ports/records.ts';
import type { Deps } from './deps.ts';

export interface ProvingDeps extends Pick<Deps, 'git' | 'store' | 'openEvidence' | 'remember'> {
  /** How pieces in another store are proven. Default: they are looked at there and then. */
  prove?: Prove;
}

/** The pieces that are not proven, by the paths of what points to them. */
export type Prove = (view: View, pointing: readonly Pointing[]) => Promise<ReadonlyMap<string, EvidenceProblem>>;

/** A file that points to a piece of evidence in another store. */
export interface Pointing {
  path: string;
  bytes: Buffer;
}

export interface EvidenceProblem {
  kind: 'missing' | 'altered' | 'unverified';
  /** Follows on "its evidence …". */
  because: string;
}

const atOnce = 8;

/**
 * Proves that pieces in another store are there and are what their names say, by the digest of their bytes. A piece that
 * was proven in this clone is not read again while the store gives it the same mark and size. Where the store does not
 * answer nothing is proven: the first silence ends it, and all that are left count as unverified.
 */
export async function proveKept(
  deps: ProvingDeps,
  view: View,
  pointing: readonly Pointing[],
): Promise<ReadonlyMap<string, EvidenceProblem>> {
  const problems = new Map<string, EvidenceProblem>();
  if (pointing.length === 0) return problems;
  const opened = await openKept(deps, view);
  const waiting = [...pointing];
  if (typeof opened === 'string') return unverified(problems, waiting, opened);
  const known = new KnownMarks(deps, opened.place);
  let silence: string | undefined;
  const work = async () => {
    for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) {
      const problem = await prove(deps, opened, known, each);
      if (problem !== undefined) problems.set(each.path, problem);
      if (problem?.kind !== 'unverified') continue;
      silence = problem.because;
      return;
    }
  };
  try {
    while (waiting.length > 0 && silence === undefined)
      await Promise.all(Array.from({ length: Math.min(atOnce, waiting.length) }, work));
  } finally {
    known.save();
    await opened.close();
  }
  return silence === undefined ? problems : unverified(problems, waiting, silence);
}

function unverified(problems: Map<string, EvidenceProblem>, pointing: readonly Pointing[], because: string) {
  for (const { path } of pointing) problems.set(path, { kind: 'unverified', because });
  return problems;
}

/** Why no store can be asked, or the store. */
export async function openKept(
  { openEvidence }: Pick<Deps, 'openEvidence'>,
  view: View,
): Promise<EvidenceStore | string> {
  try {
    const { evidence } = await view.config();
    if (evidence === undefined) return 'lies in another store, and the configuration names none';
    if (openEvidence === undefined) return 'lies in another store, which is not asked from here';
    return await openEvidence(evidence);
  } catch (error) {
    if (error instanceof RgzError && error.code === 'config.invalid') return `cannot be verified: ${error.message}`;
    throw error;
  }
}

async function prove(
  deps: ProvingDeps,
  store: EvidenceStore,
  known: KnownMarks,
  { path, bytes }: Pointing,
): Promise<EvidenceProblem | undefined> {
  const piece = readPointer(path, bytes);
  const { extension = '', sha256 = '' } = evidenceName(path) ?? {};
  const short = `${sha256.slice(0, 12)}…`;
  if (piece === undefined) return { kind: 'altered', because: `${short} has a pointer that cannot be read` };
  const name = `${sha256}.${extension}`;
  const silent = ({ reason }: { reason: string }): EvidenceProblem => ({
    kind: 'unverified',
    because: `cannot be verified: ${reason}`,
  });
  const mark = known.of(name);
  if (mark !== undefined) {
    const found = await store.look(name);
    if (found.kind === 'unreachable') return silent(found);
    if (found.kind === 'there' && found.mark === mark && found.size === piece.size) return undefined;
  }
  const read = await store.read(name, mostBytes);
  if (read.kind === 'unreachable') return silent(read);
  known.forget(name);
  if (read.kind === 'missing') return { kind: 'missing', because: `${short} is gone from ${store.place}` };
  const media = mediaTypeOf(read.bytes);
  const same =
    deps.store.digestOfBytes(read.bytes) === sha256 &&
    read.bytes.length === piece.size &&
    !('refused' in media) &&
    media.extension === extension;
  if (!same) return { kind: 'altered', because: `${short} was altered in ${store.place}` };
  if (read.mark !== '') known.note(name, read.mark);
  return undefined;
}

/** The marks that pieces had in one store when their bytes were proven here. */
class KnownMarks {
  readonly #memory: ReturnType<Deps['remember']>;
  readonly #place: string;
  readonly #marks: Map<string, string>;
  #changed = false;

  constructor({ remember }: Pick<Deps, 'remember'>, place: string) {
    this.#memory = remember('evidence');
    this.#place = place;
    this.#marks = new Map(Object.entries(marksIn(this.#memory.recall(), place)));
  }

  of(name: string): string | undefined {
    return this.#marks.get(name);
  }

  note(name: string, mark: string): void {
    this.#marks.set(name, mark);
    this.#changed = true;
  }

  forget(name: string): void {
    this.#changed = this.#marks.delete(name) || this.#changed;
  }

  save(): void {
    if (!this.#changed) return;
    this.#memory.remember(JSON.stringify({ place: this.#place, marks: Object.fromEntries(this.#marks) }));
  }
}

function marksIn(text: string | undefined, place: string): Record<string, string> {
  const data: Json = text === undefined ? null : JSON.parse(text);
  return isObject(data) && data.place === place && isObject(data.marks) ? (data.marks as Record<string, string>) : {};
}
