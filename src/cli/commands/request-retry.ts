import type { Command } from 'commander';
import { act } from '../../operations/act.ts';
import type { Context } from '../context.ts';
import { reportAction } from '../report-action.ts';

export function define(command: Command): void {
  command.argument('<id>', 'a failed request, e.g. PR-2026-0003').option('--reason <text>', 'what is different now');
}

export async function run(context: Context, [id = '']: string[], { reason }: { reason?: string }): Promise<number> {
  const fields: Record<string, string> = reason === undefined ? {} : { reason };
  return reportAction(context, await act(await context.app(), id, 'retried', () => ({ fields })));
}
