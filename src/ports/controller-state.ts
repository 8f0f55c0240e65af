import type { Oid } from './git.ts';
import type { SharedTexts } from './shared-texts.ts';

/** What admission has found out, up to one commit. */
export interface Admitted {
  tip: Oid;
  /** Records that a commit broke a rule on: path and reason. */
  quarantined: readonly (readonly [path: string, reason: string])[];
  /** Why nothing may be started at all: the rules themselves were changed against the rules. */
  lineHeld: string | undefined;
  /** What holds it, besides a policy that nobody may rely on. */
  holds?: LineHolds;
  /** By path, records that were torn from their target against the rules while a job of theirs may run. */
  torn?: readonly (readonly [path: string, torn: TornRecord])[];
}

export interface TornRecord {
  id: string;
  /** The key of the target that stays occupied. */
  target: string;
}

export interface LineHolds {
  /** Nothing that is committed later makes this good. */
  forGood?: string;
  /** Files that were changed against the rules. */
  settings: readonly (readonly [path: string, forged: ForgedSetting])[];
}

export interface ForgedSetting {
  reason: string;
  /** What was there before; nothing where no file was, or where it cannot be told. */
  before?: Oid;
  /** The commits that did it. */
  by?: readonly Oid[];
}

/** What a controller last found of a deployer. */
export interface DeployerBeat {
  name: string;
  state: string;
  reason?: string;
  /** What mends it, where only a person can. */
  remedy?: string;
  /** Milliseconds. */
  nextCallAt?: number;
}

/** How a controller in this clone is doing, for people who ask beside it. */
export interface Beat {
  controller: string;
  /** Milliseconds. */
  at: number;
  startedAt: number;
  tip: Oid;
  /** The last thing that went wrong, while it lasts. */
  trouble: string | undefined;
  deployers: readonly DeployerBeat[];
}

/**
 * A controller's own folder in the clone. It may be deleted at any time: then every commit is verified anew, and what is
 * under way is found again.
 */
export interface ControllerState {
  /** Names this clone among all others. */
  readonly instance: string;
  recall(): Admitted | undefined;
  remember(admitted: Admitted): void;
  /** How far it has come with what only itself tells. */
  readonly places: SharedTexts;
  /** False where it cannot be kept, and so nothing else can. */
  beat(beat: Beat): boolean;
  /** False where a process that is alive holds the name already. */
  lock(): Promise<boolean>;
  unlock(): void;
}
