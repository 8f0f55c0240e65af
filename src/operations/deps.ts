import type { KindDefinition } from '../domain/kind.ts';
import type { Clock } from '../ports/clock.ts';
import type { OpenEvidence } from '../ports/evidence.ts';
import type { FreezeCalendarSource } from '../ports/freeze-calendar.ts';
import type { GitRepository } from '../ports/git.ts';
import type { RecordStore } from '../ports/records.ts';
import type { VerifySignature } from '../ports/signatures.ts';
import type { LoadSigner } from '../ports/signing.ts';
import type { TextMemory } from '../ports/text-memory.ts';

/** What operations work with. Made once, in the composition root. */
export interface Deps {
  git: GitRepository;
  store: RecordStore;
  clock: Clock;
  calendar: FreezeCalendarSource;
  loadSigner: LoadSigner;
  verify: VerifySignature;
  kinds: readonly KindDefinition[];
  /** Where evidence may be kept beside the repository. Left out where nothing outside is asked, as in a hook. */
  openEvidence?: OpenEvidence;
  /** A text that is kept for later runs of the same program in this clone. */
  remember(name: string): TextMemory;
}
