import type { Command } from 'commander';
import { plainLine } from '../../domain/plain-text.ts';
import { activateOnboarding } from '../../operations/activate-onboarding.ts';
import type { Context } from '../context.ts';
import { reportStep } from '../report-step.ts';

export function define(command: Command): void {
  command
    .argument('<id>', 'an onboarding whose workbook was imported')
    .option('--plan <digest>', 'only if this is still the plan (default: the plan that stands)');
}

export async function run(context: Context, [id = '']: string[], { plan }: { plan?: string }): Promise<number> {
  const app = await context.app();
  const written = await activateOnboarding(app, id, { plan });
  const { result } = written;
  const code = await reportStep(context, app, written);
  if (result.record.status?.state === 'activating')
    context.note('a controller carries it out, once one runs: rgz controller run; rgz controller status tells of it');
  for (const { because, opensAt } of result.waits)
    context.warn(`it will wait: ${plainLine(because)}${opensAt === undefined ? '' : `; until ${opensAt}`}`);
  return code;
}
