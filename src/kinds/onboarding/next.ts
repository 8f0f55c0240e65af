import type { SentBack } from './sent-back.ts';
import type { Step } from './steps.ts';

/** What is looked at to tell somebody how an onboarding goes on. */
export interface Standing {
  id: string;
  state: string;
  /** The first step that is still to do. */
  next: Step | null;
  /** What somebody types who manages onboardings, as this person gets it done. */
  managed(command: string): string;
  /** What this person can do about what keeps the activation back. */
  held: readonly string[];
  /** What this person can do about users whom no code reaches, or who may need another. */
  invite: readonly string[];
}

const forStep: Record<Step, string> = {
  company: 'start',
  users: 'users {id} -f <file>',
  workbook: 'workbook {id} -o <file.xlsx>',
  import: 'import {id} <file.xlsx>',
};

/** Where a controller has to act before anybody can. */
const withController: ReadonlySet<string> = new Set(['activating', 'applying']);

/** What to type next: nothing that would be refused. */
export function commandsFor({ id, state, next, managed, held, invite }: Standing): readonly string[] {
  if (withController.has(state)) return [`rgz explain ${id}`];
  if (state === 'completed') return invite.length > 0 ? invite : [`rgz log ${id}`];
  if (state === 'cancelled') return [`rgz log ${id}`];
  if (next !== null) return [managed(`rgz onboarding ${forStep[next].replace('{id}', id)}`)];
  return held.length > 0 ? held : [managed(`rgz onboarding activate ${id}`)];
}

/** What is missing before anything can be activated; undefined where nothing is. */
export function missingStep(next: Step | null, sentBack: SentBack | null): string | undefined {
  if (next === null) return undefined;
  if (sentBack !== null && next === 'import') return `it was sent back by ${sentBack.by}: ${sentBack.reason}`;
  return missing[next];
}

const missing: Record<Step, string> = {
  company: 'it has no company',
  users: 'it has no users yet',
  workbook: 'no workbook was imported yet',
  import: 'no workbook was imported yet',
};

/** How an onboarding stands, to somebody who asks for a step that it is not for. */
export function standingWords(state: string): string {
  return standings[state] ?? `is ${state.replaceAll('_', ' ')}`;
}

const standings: Readonly<Record<string, string>> = {
  cancelled: 'was cancelled',
  activating: 'waits for a controller to activate it',
  applying: 'is being activated',
  failed: 'has an activation that failed',
  unknown: 'has an activation of which nobody knows how it went',
};

/** What can still be done where no step can come any more; undefined as long as one can. */
export function afterTheEnd(id: string, state: string, tenant: string): readonly string[] | undefined {
  if (state === 'completed') return [`rgz onboarding status ${id}`, `rgz log ${id}`];
  if (state === 'cancelled') return [`rgz log ${id}`, `rgz onboarding start --tenant ${tenant} -f <file>   # anew`];
  return undefined;
}
