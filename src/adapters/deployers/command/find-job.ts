import type { Attempt, Found } from '../../../ports/deployer.ts';
import type { Turned } from './launch-job.ts';
import { bootId, folderOf, isFromElsewhere, openState, type Place, wordsOf } from './place.ts';
import { keptFor } from './sweep.ts';

/** Looks for an attempt. Where it was not started here, the door is closed behind it. */
export async function findJob(place: Place, attempt: Attempt): Promise<Turned<Found>> {
  const folder = folderOf(place, attempt.attempt);
  if (folder === undefined) return lost('no command is started under such a name');
  try {
    const since = await openState(place);
    const boot = await bootId();
    const last = await folder.last();
    if (typeof last?.start === 'object') return { answer: { kind: 'found', jobId: attempt.attempt } };
    const trace = last === undefined ? forgotten(place, attempt, since) : cutOff(last.boot, boot);
    const doubt = isFromElsewhere(place, attempt)
      ? 'it was held in another clone, and its jobs are known there only'
      : trace;
    if (doubt !== undefined) return lost(doubt);
    const turn = last?.turn ?? 0;
    if (last?.start === undefined && !(await folder.takeBack(turn, boot))) return findJob(place, attempt);
    return { answer: { kind: 'absent' }, turn: turn + 1 };
  } catch (error) {
    const reason = `its state cannot be read in ${place.state}: ${wordsOf(error)}`;
    return { answer: { kind: 'unsure', reason, lookAfter: 30 } };
  }
}

function lost(reason: string): Turned<Found> {
  return { answer: { kind: 'lost', reason } };
}

/** An attempt of which there is no trace was not started, unless the trace may have been lost. */
function forgotten({ state, clock }: Place, { claimedAt }: Attempt, since: number): string | undefined {
  const claimed = Date.parse(claimedAt);
  if (!(claimed >= since)) return `${state} was deleted or made after it was claimed`;
  return Date.parse(clock.now()) - claimed < keptFor ? undefined : `${state} keeps nothing that old`;
}

/** Its start might have been noted and not have outlived a power cut. */
function cutOff(then: string | undefined, now: string): string | undefined {
  const same = then !== undefined && then !== '' && then === now;
  return same
    ? undefined
    : 'the machine was started anew since it was taken up, and its start may have been lost with that';
}
