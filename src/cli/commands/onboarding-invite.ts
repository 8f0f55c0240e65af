import type { Command } from 'commander';
import { askInvitation } from '../../operations/ask-invitation.ts';
import type { Context } from '../context.ts';
import { reportAction } from '../report-action.ts';

export function define(command: Command): void {
  command
    .argument('<id>', 'e.g. OB-2026-0003')
    .argument('<user...>', 'users by e-mail address or telephone number; codes that they have stop working');
}

export async function run(context: Context, [id = '', ...users]: string[]): Promise<number> {
  return reportAction(context, await askInvitation(await context.app(), id, users.flat()));
}
