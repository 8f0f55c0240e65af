import type { Command } from 'commander';
import { inviteAgain } from '../../operations/invite-again.ts';
import type { Context } from '../context.ts';
import { reportStep } from '../report-step.ts';

export function define(command: Command): void {
  command
    .argument('<id>', 'an onboarding that is completed')
    .argument('[user...]', 'by e-mail address or phone number (default: all); codes that they have stop working');
}

export async function run(context: Context, [id = '', ...users]: string[]): Promise<number> {
  const app = await context.app();
  return reportStep(context, app, await inviteAgain(app, id, users.flat()));
}
