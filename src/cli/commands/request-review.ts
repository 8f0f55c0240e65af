import type { Command } from 'commander';
import { act } from '../../operations/act.ts';
import type { Context } from '../context.ts';
import { reportAction } from '../report-action.ts';

export function define(command: Command): void {
  command
    .argument('<id>', 'an emergency that went live, e.g. PR-2026-0003')
    .option('--comment <text>', 'what you found when you looked at it');
}

export function needs({ comment }: { comment?: string }): string[] {
  return (comment ?? '').trim() === '' ? ['--comment <text>'] : [];
}

export async function run(
  context: Context,
  [id = '']: string[],
  { comment = '' }: { comment?: string },
): Promise<number> {
  return reportAction(
    context,
    await act(await context.app(), id, 'reviewed', () => ({ fields: { comment: comment.trim() } })),
  );
}
