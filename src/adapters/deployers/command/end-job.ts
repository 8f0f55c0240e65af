import type { Cancelled } from '../../../ports/deployer.ts';
import type { JobFolder } from './job-folder.ts';
import { folderOf, type Place, wordsOf } from './place.ts';
import { isAlive, type ProcessMark, signalGroup } from './processes.ts';

/** How long a job has to end by itself. */
const graceMs = 10_000;

/** Asks everything that a job started to end; who asks again after the grace, ends it. */
export async function endJob(place: Place, jobId: string): Promise<Cancelled> {
  try {
    const folder = folderOf(place, jobId);
    const start = (await folder?.last())?.start;
    if (folder === undefined || typeof start !== 'object') return { kind: 'over' };
    if ((await folder.read('exit')) !== undefined || !(await isAlive(start, jobId, place.send)))
      return { kind: 'over' };
    if ((await folder.read('cancelled')) === undefined) {
      signalGroup(start.pid, 'SIGTERM', place.send);
      await folder.note('cancelled', place.clock.now());
    } else await endOverdue(place, folder, start);
    return { kind: 'cancelling' };
  } catch (error) {
    return { kind: 'unreachable', reason: `its state cannot be read in ${place.state}: ${wordsOf(error)}` };
  }
}

/** The supervisor ends with its group, so what was done is noted first. */
export async function endOverdue({ clock, send }: Place, folder: JobFolder, { pid }: ProcessMark): Promise<void> {
  const asked = Date.parse((await folder.read('cancelled')) ?? '');
  if (!(Date.parse(clock.now()) - asked >= graceMs)) return;
  await folder.note('killed', clock.now());
  signalGroup(pid, 'SIGKILL', send);
}
