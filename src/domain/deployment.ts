import type { JsonObject } from './json.ts';

/** What is to be done for one attempt. Texts of the requester are data: no deployer evaluates them. */
export interface JobFacts {
  /** Names this attempt everywhere: letters, digits and dashes, at most 64. The same attempt is started at most once. */
  attempt: string;
  request: string;
  tenant: string;
  environment: string;
  target: { type: string; name: string; version: string };
  /** The whole record as it was approved. */
  record: JsonObject;
  /** The files of the repository that it goes by. */
  files: readonly { path: string; sha256: string }[];
  /** After this moment the call is not sent any more, however long it took to get there. ISO in UTC. */
  lease: string;
}

/** An attempt that may have been started, by this process or by one that is gone. */
export interface Attempt {
  attempt: string;
  /** When it was claimed: it cannot have been started before. ISO in UTC. */
  claimedAt: string;
  /**
   * After this moment nobody starts it any more. ISO in UTC. Whoever took an attempt over, or was started anew, names the
   * moment of that: it is the only one that could still call. The sooner it is, the sooner `absent` can be told.
   */
  lease: string;
  /**
   * The clones in which it was held since the claim, taken over or not; empty where that is not known. A deployer whose
   * jobs run beside its clone can tell nothing of what others started.
   */
  instances: readonly string[];
}

/** Whose a job is. */
export type Owner = Pick<Attempt, 'attempt' | 'instances'>;

/** `unsure`: the call may have been carried out. It is looked for again after so many seconds, never launched again before. */
export type Launch =
  | { kind: 'started'; jobId: string; url?: string }
  | { kind: 'refused'; error: string /** The same call may go through later. */; retry: boolean; retryAfter?: number }
  | { kind: 'unsure'; reason: string; lookAfter: number };

/** `absent`: it was never started, and no call that is still under way can start it. `lost`: that can never be told here. */
export type Found =
  | { kind: 'found'; jobId: string; url?: string }
  | { kind: 'absent' }
  | { kind: 'unsure'; reason: string; lookAfter: number }
  | { kind: 'lost'; reason: string };

/**
 * `elsewhere`: it is known beside another clone only, whose controller tells how it ends. `unknown`: the deployer
 * contradicts itself, lost the job, or has another one in its place: a person has to look. `unreachable`: ask again later.
 */
export type Progress =
  | { kind: 'running' }
  | { kind: 'elsewhere'; reason: string }
  | { kind: 'succeeded'; deploymentId?: string }
  | { kind: 'failed'; error: string; log?: string }
  | { kind: 'unknown'; reason: string; log?: string }
  | { kind: 'unreachable'; reason: string; retryAfter?: number };

/** `over`: there was nothing of the attempt to cancel any more. */
export type Cancelled = { kind: 'cancelling' } | { kind: 'over' } | { kind: 'unreachable'; reason: string };

/** Whether a launch would get anywhere now. `broken`: only a person can mend it; `remedy` says how. */
export type Readiness =
  | { kind: 'ready' }
  | { kind: 'unreachable'; reason: string; retryAfter?: number }
  | { kind: 'broken'; reason: string; remedy: string };
