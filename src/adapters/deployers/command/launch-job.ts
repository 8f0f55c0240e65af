import type { Job, Launch } from '../../../ports/deployer.ts';
import { findProgram } from './find-program.ts';
import { jobEnvironment } from './job-environment.ts';
import { codeOf } from './job-files.ts';
import type { JobFolder } from './job-folder.ts';
import { bootId, folderOf, openState, type Place, wordsOf } from './place.ts';
import { startSupervisor } from './start-supervisor.ts';

/** An answer, and the turn that may be taken from now on, where the ones before it are spent. */
export interface Turned<T> {
  answer: T;
  turn?: number;
}

/** Starts a job on a turn of its attempt, if nobody has taken that turn. */
export async function launchJob(place: Place, job: Job, turn: number): Promise<Turned<Launch>> {
  const { command, cwd, env, withheld } = place;
  const [program = '', ...args] = command;
  const folder = folderOf(place, job.attempt);
  if (folder === undefined) return refused(`an attempt cannot be called ${JSON.stringify(job.attempt)}`, false);
  const found = await findProgram(program, cwd, env.PATH);
  if ('problem' in found) return refused(`the command cannot be run: ${found.problem}`, false);
  const overdue = () => Date.parse(place.clock.now()) >= Date.parse(job.lease);
  if (overdue()) return refused('the claim ran out before the job could be started', true);
  try {
    await openState(place);
    const taken = await folder.take(turn, await bootId(), JSON.stringify(job.record));
    if (!taken) return { answer: { kind: 'unsure', reason: 'it was taken up here before', lookAfter: 1 } };
  } catch (error) {
    return refused(`nothing was started, for it cannot be recorded in ${place.state}: ${wordsOf(error)}`, true);
  }
  const start = { folder: folder.path, turn, program: found.path, args, cwd, env: jobEnvironment(env, withheld, job) };
  const failure = overdue() ? new Error('the claim ran out') : await startSupervisor(start).catch((error) => error);
  return settle(folder, turn, failure);
}

/** The folder alone says whether the job was started; a turn that was not is closed for good. */
async function settle(folder: JobFolder, turn: number, failure: unknown): Promise<Turned<Launch>> {
  try {
    const last = await folder.last();
    if (typeof last?.start === 'object') return { answer: { kind: 'started', jobId: folder.attempt } };
    if (last?.turn === turn && !(await folder.takeBack(turn, ''))) return settle(folder, turn, failure);
  } catch (error) {
    const reason = `it may have been started: ${wordsOf(error)}`;
    return { answer: { kind: 'unsure', reason, lookAfter: 5 } };
  }
  if (failure === undefined) return refused('its supervisor could not record that it began', true, turn + 1);
  return refused(`it could not be started: ${wordsOf(failure)}`, codeOf(failure) !== 'E2BIG', turn + 1);
}

function refused(error: string, retry: boolean, turn?: number): Turned<Launch> {
  return { answer: { kind: 'refused', error, retry }, ...(turn === undefined ? {} : { turn }) };
}
