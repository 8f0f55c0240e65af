import type { Cancelled, Found, Launch, Progress, Readiness } from '../domain/deployment.ts';
import { delayAfter } from './back-off.ts';
import type { Note, Reach } from './desk.ts';

/** What a deployer said, and to which question. */
export type Answer =
  | { to: 'launch'; answer: Launch }
  | { to: 'find'; answer: Found }
  | { to: 'poll'; answer: Progress /** When to ask again while it runs. */; again: number }
  | { to: 'cancel'; answer: Cancelled };

/** The note of an attempt after an answer. */
export function noteAnswer(note: Note, answer: Answer, now: number, chance: number): Note {
  const { busy: _busy, notBefore: _notBefore, ...rest } = note;
  switch (answer.to) {
    case 'launch': {
      const { mine: _mine, found: _found, ...free } = rest;
      return { ...free, calledAt: now, launch: answer.answer, ...wait(answer.answer, now) };
    }
    case 'find':
      return { ...rest, found: answer.answer, ...wait(answer.answer, now) };
    case 'poll': {
      if (answer.answer.kind !== 'unreachable')
        return { ...rest, progress: answer.answer, failures: 0, notBefore: answer.again };
      const failures = (note.failures ?? 0) + 1;
      const seconds = answer.answer.retryAfter ?? 0;
      return { ...rest, failures, notBefore: now + Math.max(delayAfter(failures, chance), seconds * 1000) };
    }
    case 'cancel':
      return answer.answer.kind === 'unreachable'
        ? { ...rest, notBefore: now + delayAfter((note.failures ?? 0) + 1, chance) }
        : { ...rest, cancelled: answer.answer, notBefore: now };
  }
}

/** Whether the answer shows that the deployer was there at all. */
export function reachOf(answer: Answer['answer'] | Readiness): Reach {
  if (answer.kind === 'unreachable') return { reached: false, ...retryAfterOf(answer) };
  if (answer.kind === 'refused') return { reached: !answer.retry, ...retryAfterOf(answer) };
  return { reached: true };
}

function retryAfterOf(answer: object): Pick<Reach, 'retryAfter'> {
  return 'retryAfter' in answer && typeof answer.retryAfter === 'number' ? { retryAfter: answer.retryAfter } : {};
}

function wait(answer: Launch | Found, now: number): Pick<Note, 'notBefore'> {
  return answer.kind === 'unsure' ? { notBefore: now + answer.lookAfter * 1000 } : {};
}
