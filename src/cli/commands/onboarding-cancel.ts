import type { Command } from 'commander';
import { cancelOnboarding } from '../../operations/cancel-onboarding.ts';
import type { Context } from '../context.ts';
import { reportStep } from '../report-step.ts';

export function define(command: Command): void {
  command.argument('<id>', 'e.g. OB-2026-0001').option('--reason <text>', 'why');
}

export async function run(context: Context, [id = '']: string[], { reason }: { reason?: string }): Promise<number> {
  const app = await context.app();
  return reportStep(context, app, await cancelOnboarding(app, id, reason));
}
