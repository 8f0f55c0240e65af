import type { Command } from 'commander';
import { leastReason, reject } from '../../operations/reject.ts';
import type { Context } from '../context.ts';
import { reportAction } from '../report-action.ts';

export function define(command: Command): void {
  command.argument('<id>', 'e.g. PR-2026-0003').option('--reason <text>', `why, in ${leastReason} characters or more`);
}

export function needs({ reason }: { reason?: string }): string[] {
  return reason === undefined ? ['--reason <text>'] : [];
}

export async function run(
  context: Context,
  [id = '']: string[],
  { reason = '' }: { reason?: string },
): Promise<number> {
  return reportAction(context, await reject(await context.app(), id, reason));
}
