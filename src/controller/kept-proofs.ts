import { type EvidenceProblem, type Pointing, type Prove, proveKept } from '../operations/prove-evidence.ts';
import type { EvidenceStore, OpenEvidence } from '../ports/evidence.ts';
import type { View } from '../ports/records.ts';
import type { ControllerDeps } from './controller-deps.ts';

type KeptDeps = Pick<ControllerDeps, 'git' | 'store' | 'openEvidence' | 'remember' | 'clock' | 'journal' | 'waker'>;

/** So long a pass waits for a look at a store. What it has not heard of by then is unverified. */
const patienceMs = 2_000;
/** What was found of a piece holds for so long. */
const knownMs = 10_000;
/** A store that did not answer is left alone for so long. */
const silentMs = 30_000;

/** A store as the configuration names it, and what it said. */
interface Place {
  settings: string;
  known: Map<string, { at: number; problem: EvidenceProblem | undefined }>;
  /** The look that is under way for a piece. */
  looks: Map<string, Look>;
  silence?: { because: string; until: number };
}

interface Look {
  done: Promise<void>;
  /** A pass waited for it in vain, or was not to wait: whoever comes later does not either. */
  late: boolean;
}

/**
 * Looks at evidence in another store for passes that cannot wait for it: each piece is looked at once for all that go by
 * it, in the background where it takes long, and a store that is silent is asked now and then. What is not proven opens
 * nothing.
 */
export class KeptProofs {
  readonly #deps: KeptDeps;
  readonly #open = new Set<EvidenceStore>();
  readonly #looks = new Set<Look>();
  #place: Place = newPlace('');

  constructor(deps: KeptDeps) {
    this.#deps = deps;
  }

  /** Looks that are not over. When one is that nobody waited for, the controller is woken. */
  get underWay(): number {
    return this.#looks.size;
  }

  readonly prove: Prove = async (view, pointing) => {
    if (pointing.length === 0) return new Map();
    const place = await this.#placeOf(view);
    const now = this.#deps.clock.milliseconds();
    for (const [name, { at }] of place.known) if (now - at > knownMs) place.known.delete(name);
    const unknown = pointing.filter((each) => !place.known.has(nameOf(each)));
    const fresh = unknown.filter((each) => !place.looks.has(nameOf(each)));
    if (fresh.length > 0 && (place.silence?.until ?? 0) <= now) this.#look(place, view, fresh);
    const looks = [...new Set(unknown.flatMap((each) => place.looks.get(nameOf(each)) ?? []))];
    await this.#wait(looks.filter(({ late }) => !late));
    return new Map(
      pointing.flatMap((each) => {
        const problem = problemOf(place, each);
        return problem === undefined ? [] : [[each.path, problem]];
      }),
    );
  };

  /** Ends what is under way. */
  async close(): Promise<void> {
    await Promise.all([...this.#open].map((store) => store.close()));
    await Promise.allSettled([...this.#looks].map(({ done }) => done));
  }

  async #placeOf(view: View): Promise<Place> {
    const settings = JSON.stringify((await view.config()).evidence ?? null);
    if (settings !== this.#place.settings) this.#place = newPlace(settings);
    return this.#place;
  }

  #look(place: Place, view: View, pieces: readonly Pointing[]): void {
    // A store that was silent the last time is not waited for again.
    const look: Look = { done: Promise.resolve(), late: place.silence !== undefined };
    for (const each of pieces) place.looks.set(nameOf(each), look);
    this.#looks.add(look);
    look.done = proveKept({ ...this.#deps, ...this.#opening() }, view, pieces)
      .then(
        (problems) => this.#note(place, pieces, problems),
        (error: unknown) => {
          this.#fallSilent(place, `cannot be verified: ${error instanceof Error ? error.message : String(error)}`);
          throw error;
        },
      )
      .finally(() => {
        for (const each of pieces) place.looks.delete(nameOf(each));
        this.#looks.delete(look);
        if (look.late) this.#deps.waker.call();
      });
    // Whoever waits hears of a failure; the next pass looks again where nobody does.
    look.done.catch(() => undefined);
  }

  #note(place: Place, pieces: readonly Pointing[], problems: ReadonlyMap<string, EvidenceProblem>): void {
    const at = this.#deps.clock.milliseconds();
    const told = pieces.map((piece) => ({ name: nameOf(piece), problem: problems.get(piece.path) }));
    for (const { name, problem } of told) if (problem?.kind !== 'unverified') place.known.set(name, { at, problem });
    const because = told.find(({ problem }) => problem?.kind === 'unverified')?.problem?.because;
    if (because !== undefined) this.#fallSilent(place, because);
    else if (place.silence !== undefined) {
      delete place.silence;
      this.#deps.journal({ level: 'info', event: 'evidence-back', message: 'evidence can be verified again' });
    }
  }

  #fallSilent(place: Place, because: string): void {
    const { clock, journal } = this.#deps;
    if (place.silence === undefined)
      journal({ level: 'warn', event: 'evidence-unreachable', message: `evidence ${because}` });
    place.silence = { because, until: clock.milliseconds() + silentMs };
  }

  async #wait(looks: readonly Look[]): Promise<void> {
    if (looks.length === 0) return;
    const over = new AbortController();
    const patience = this.#deps.clock.pause(patienceMs, over.signal).then(() => {
      for (const look of looks) look.late = true;
    });
    try {
      await Promise.race([patience, Promise.all(looks.map(({ done }) => done))]);
    } finally {
      over.abort();
    }
  }

  /** Stores that can be closed while they are waited for. */
  #opening(): { openEvidence?: OpenEvidence } {
    const { openEvidence } = this.#deps;
    if (openEvidence === undefined) return {};
    return {
      openEvidence: async (settings) => {
        const store = await openEvidence(settings);
        this.#open.add(store);
        const close = async () => {
          this.#open.delete(store);
          await store.close();
        };
        return { ...store, close };
      },
    };
  }
}

function newPlace(settings: string): Place {
  return { settings, known: new Map(), looks: new Map() };
}

function nameOf({ path, bytes }: Pointing): string {
  return `${path} ${bytes.toString('latin1')}`;
}

function problemOf({ known, silence }: Place, piece: Pointing): EvidenceProblem | undefined {
  const found = known.get(nameOf(piece));
  if (found !== undefined) return found.problem;
  const because =
    silence?.because ?? `cannot be verified yet: its store has not answered within ${patienceMs / 1000} s`;
  return { kind: 'unverified', because };
}
