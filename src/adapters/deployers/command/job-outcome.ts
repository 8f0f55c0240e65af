import { constants } from 'node:os';
import type { Owner, Progress } from '../../../ports/deployer.ts';
import { endOverdue } from './end-job.ts';
import type { JobFolder } from './job-folder.ts';
import { outputTail } from './output-tail.ts';
import { bootId, folderOf, isFromElsewhere, type Place, secretsOf, wordsOf } from './place.ts';
import { isAlive, lookFor, type ProcessMark } from './processes.ts';

/** How long the last of the output is waited for. */
const patienceMs = 2000;

/** What became of a job. One that was asked to end and does not is ended here, once its time is over. */
export async function jobOutcome(place: Place, jobId: string, owner: Owner): Promise<Progress> {
  if (jobId !== owner.attempt) return { kind: 'unknown', reason: `${jobId} is not the job of ${owner.attempt}` };
  try {
    const folder = folderOf(place, jobId);
    const start = (await folder?.last())?.start;
    if (folder === undefined || typeof start !== 'object') return notHere(place, jobId, owner);
    const code = await exitCode(folder);
    if (code !== undefined) return await ended(place, folder, code, start);
    if (await isAlive(start, jobId, place.send)) {
      await endOverdue(place, folder, start);
      return { kind: 'running' };
    }
    return await overWithoutCode(place, folder, start);
  } catch (error) {
    return { kind: 'unreachable', reason: `its state cannot be read in ${place.state}: ${wordsOf(error)}` };
  }
}

/** Whoever holds it in the clone where it runs follows it to its end. */
function notHere(place: Place, jobId: string, owner: Owner): Progress {
  return isFromElsewhere(place, owner)
    ? { kind: 'elsewhere', reason: `job ${jobId} ran beside another clone, where alone it is known` }
    : { kind: 'unknown', reason: `${place.state} holds nothing of job ${jobId}: it was deleted` };
}

/** It may have ended between the two looks. */
async function overWithoutCode(place: Place, folder: JobFolder, start: ProcessMark): Promise<Progress> {
  const code = await exitCode(folder);
  if (code !== undefined) return ended(place, folder, code, start);
  const log = await outputTail(folder.path, secretsOf(place));
  if ((await folder.read('killed')) !== undefined)
    return { kind: 'failed', error: 'it was cancelled, did not end by itself and was killed', log };
  const restarted = start.boot !== '' && start.boot !== (await bootId());
  const why = restarted ? 'the machine was started anew' : 'its supervisor is gone';
  return { kind: 'unknown', reason: `${why}, and it left no exit code`, log };
}

async function ended(place: Place, folder: JobFolder, code: number, start: ProcessMark): Promise<Progress> {
  if (code === 0) return { kind: 'succeeded' };
  if (await isStillTalking(place, folder, start)) return { kind: 'running' };
  const cancelled = (await folder.read('cancelled')) === undefined ? '' : 'it was cancelled, and ';
  const error = `${cancelled}${place.command[0]} ended with exit code ${code}${meaning(code)}`;
  return { kind: 'failed', error, log: await outputTail(folder.path, secretsOf(place)) };
}

/** The supervisor goes once all output is kept; what a program leaves running behind it is not waited for long. */
async function isStillTalking({ clock }: Place, folder: JobFolder, start: ProcessMark): Promise<boolean> {
  if ((await lookFor(start)) !== 'there') return false;
  await folder.note('ended', clock.now()).catch(() => undefined);
  return Date.parse(clock.now()) - Date.parse((await folder.read('ended')) ?? '') < patienceMs;
}

/** A code that is not whole yet counts as none. */
async function exitCode(folder: JobFolder): Promise<number | undefined> {
  const match = /^(\d+)\n$/.exec((await folder.read('exit')) ?? '');
  return match === null ? undefined : Number(match[1]);
}

function meaning(code: number): string {
  if (code === 126 || code === 127) return ': the program, or what it is written for, could not be run';
  const name = Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0];
  return name === undefined ? '' : ` (${name})`;
}
