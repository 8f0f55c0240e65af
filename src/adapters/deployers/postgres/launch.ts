import type { Job, Launch } from '../../../ports/deployer.ts';
import { type Activated, activate } from './activate.ts';
import { type Connection, connected } from './connect.ts';
import { failureOf } from './failure.ts';
import type { Place } from './place.ts';
import { readPlan, type TenantPlan } from './read-plan.ts';

/** How long nobody knows whether a commit was carried out that was not answered. Seconds. */
const lookAfter = 5;

const tooSlow = 'it took longer than the claim: controller.leaseSeconds has to be more';

/** What went wrong once the commit was sent: it may have been carried out. */
class Unanswered extends Error {}

/** Activates a tenant in one transaction. Its commit is sent before the lease is over, or not at all. */
export async function launchActivation(place: Place, job: Job): Promise<Launch> {
  const plan = await readPlan(job);
  if (typeof plan === 'string') return refused(plan, false);
  const overdue = () => Date.parse(place.clock.now()) >= Date.parse(job.lease);
  if (overdue()) return refused('the claim ran out before it was carried out', true);
  try {
    const done = await connected(place, (connection) => inTransaction(connection, place, job, plan, overdue));
    switch (done.kind) {
      case 'ready':
      case 'there':
        return { kind: 'started', jobId: job.attempt };
      case 'held':
        return { kind: 'unsure', reason: 'it is being carried out already', lookAfter };
      case 'refused':
        return refused(done.error, false);
      case 'overdue':
        return refused(tooSlow, true);
    }
  } catch (error) {
    if (error instanceof Unanswered)
      return {
        kind: 'unsure',
        reason: `the commit was not answered: ${failureOf(error.cause, place.url).words}`,
        lookAfter,
      };
    const { kind, words } = failureOf(error, place.url);
    return kind === 'slow' ? refused(tooSlow, true) : refused(words, kind === 'away' || kind === 'busy');
  }
}

async function inTransaction(
  connection: Connection,
  place: Place,
  job: Job,
  plan: TenantPlan,
  overdue: () => boolean,
): Promise<Activated | { kind: 'overdue' }> {
  const left = Math.max(Date.parse(job.lease) - Date.parse(place.clock.now()), 1);
  await connection.query('BEGIN');
  // A process that hangs holds up nobody for longer than its claim.
  await connection.query(`SET LOCAL idle_in_transaction_session_timeout = ${left}`);
  await connection.query(`SET LOCAL statement_timeout = ${left}`);
  await connection.query(`SET LOCAL lock_timeout = ${(place.settings.lockSeconds ?? 30) * 1000}`);
  await connection.query("SET LOCAL TIME ZONE 'UTC'");
  const done = await activate(connection, place, plan, job.attempt);
  if (done.kind !== 'ready' && done.kind !== 'there') {
    await connection.query('ROLLBACK');
    return done;
  }
  if (overdue()) {
    await connection.query('ROLLBACK');
    return { kind: 'overdue' };
  }
  await connection.query('COMMIT').catch((error: unknown) => {
    throw failureOf(error, place.url).kind === 'away' ? new Unanswered('', { cause: error }) : error;
  });
  return done;
}

function refused(error: string, retry: boolean): Launch {
  return { kind: 'refused', error, retry };
}
