import type { Command } from 'commander';
import { RgzError } from '../../errors/rgz-error.ts';
import { act } from '../../operations/act.ts';
import type { Context } from '../context.ts';
import { reportAction } from '../report-action.ts';

const least = 10;

export function define(command: Command): void {
  command.argument('<id>', 'e.g. PR-2026-0003').option('--reason <text>', `why, in ${least} characters or more`);
}

export function needs({ reason }: { reason?: string }): string[] {
  return reason === undefined ? ['--reason <text>'] : [];
}

export async function run(context: Context, [id = '']: string[], options: { reason?: string }): Promise<number> {
  const reason = (options.reason ?? '').trim();
  if ([...reason].length < least) {
    throw new RgzError(
      'input.invalid',
      `the reason has ${[...reason].length} characters, and needs at least ${least}`,
      {
        remedy: [`rgz reject ${id} --reason "<what has to change before it can be approved>"`],
      },
    );
  }
  return reportAction(context, await act(await context.app(), id, 'rejected', () => ({ fields: { reason } })));
}
