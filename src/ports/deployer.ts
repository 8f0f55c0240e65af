import type { Attempt, Cancelled, Found, JobFacts, Launch, Owner, Progress, Readiness } from '../domain/deployment.ts';

export type { Attempt, Cancelled, Found, Launch, Owner, Progress, Readiness } from '../domain/deployment.ts';

export interface Job extends JobFacts {
  /** What one of its files holds, which is what its digest says. Throws for any other path. */
  read(path: string): Promise<Buffer>;
}

/**
 * Starts jobs somewhere and tells what became of them. No call throws for what the other side does; every text it returns
 * is free of secrets. `log` is the end of the job's output, at most 8 KiB.
 */
export interface Deployer {
  ready(): Promise<Readiness>;
  /** Called at most once per attempt, unless `find` has answered `absent` since. */
  launch(job: Job): Promise<Launch>;
  find(attempt: Attempt): Promise<Found>;
  /** The number of a job alone proves nothing: what is not the owner's is neither believed nor cancelled. */
  poll(jobId: string, owner: Owner): Promise<Progress>;
  cancel(jobId: string, owner: Owner): Promise<Cancelled>;
  close(): Promise<void>;
}
