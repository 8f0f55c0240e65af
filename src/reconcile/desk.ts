import type { Cancelled, Found, Launch, Progress, Readiness } from '../domain/deployment.ts';
import { delayAfter } from './back-off.ts';

/** What this process knows of one attempt beside the repository. Lost with the process, and found out again. */
export interface Note {
  /** Claimed by this very process, and not launched yet. */
  mine?: true;
  /** The lease under which `mine`, `launch` and `found` came about. Under any other they prove nothing: somebody may have held it between. */
  holding?: string;
  /** A call for it is under way. */
  busy?: true;
  launch?: Launch;
  found?: Found;
  progress?: Progress;
  cancelled?: Cancelled;
  /** When this process last called to launch it, and had its answer. */
  calledAt?: number;
  /** Nothing is asked about it before this moment. */
  notBefore?: number;
  /** How often in a row the deployer could not be reached. */
  failures?: number;
}

export interface DeployerNote {
  busy?: true;
  readiness?: Readiness;
  checkedAt?: number;
  failures: number;
  notBefore: number;
  /** After an outage calls keep a distance until this moment. */
  pacedUntil: number;
  lastCallAt: number;
}

export interface Desk {
  attempts: ReadonlyMap<string, Note>;
  deployers: ReadonlyMap<string, DeployerNote>;
}

export const newDeployerNote: DeployerNote = { failures: 0, notBefore: 0, pacedUntil: 0, lastCallAt: 0 };

/** So many calls in a row without an answer are more than bad luck. */
const outage = 3;
const pacedMs = 60_000;
const paceMs = 1_000;

/** One answer of a deployer, whatever the question was. */
export interface Reach {
  reached: boolean;
  /** Seconds that the deployer asked for. */
  retryAfter?: number | undefined;
}

/** A deployer that does not answer is left alone for a while that grows; one that is back is not stormed. */
export function afterCall(
  note: DeployerNote,
  { reached, retryAfter }: Reach,
  now: number,
  chance: number,
): DeployerNote {
  const { busy: _busy, ...rest } = note;
  if (reached) {
    const pacedUntil = note.failures >= outage ? now + pacedMs : note.pacedUntil;
    return { ...rest, failures: 0, notBefore: 0, pacedUntil };
  }
  const failures = note.failures + 1;
  const wait = Math.max(delayAfter(failures, chance), (retryAfter ?? 0) * 1000);
  return { ...rest, failures, notBefore: now + wait };
}

/** The next moment at which a deployer may be called. */
export function callableAt({ notBefore, pacedUntil, lastCallAt }: DeployerNote, now: number): number {
  const paced = now < pacedUntil ? lastCallAt + paceMs : 0;
  return Math.max(notBefore, paced);
}
