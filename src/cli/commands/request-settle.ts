import type { Command } from 'commander';
import { act } from '../../operations/act.ts';
import type { Context } from '../context.ts';
import { reportAction } from '../report-action.ts';

interface Options {
  deployed?: true;
  failed?: true;
  reason?: string;
}

export function define(command: Command): void {
  command
    .argument('<id>', 'a request whose outcome is unknown, e.g. PR-2026-0003')
    .option('--deployed', 'it is live')
    .option('--failed', 'it is not')
    .option('--reason <text>', 'how you found out');
}

export function needs({ deployed, failed, reason }: Options): string[] {
  return [
    ...(deployed === failed ? ['either --deployed or --failed'] : []),
    ...((reason ?? '').trim() === '' ? ['--reason <text>'] : []),
  ];
}

export async function run(context: Context, [id = '']: string[], { deployed, reason }: Options): Promise<number> {
  const action = deployed ? 'found-deployed' : 'found-failed';
  const fields = { reason: (reason ?? '').trim() };
  return reportAction(context, await act(await context.app(), id, action, () => ({ fields })));
}
