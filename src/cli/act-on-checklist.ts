import type { Command } from 'commander';
import { act } from '../operations/act.ts';
import { loadChecklist } from '../operations/read-checklist.ts';
import type { Context } from './context.ts';
import { reportAction } from './report-action.ts';

/** The command of an action on a whole checklist that may say why. */
export function actOnChecklist(action: string) {
  return {
    define(command: Command): void {
      command.argument('<ref>', 'e.g. cutover/cotonou-3').option('--reason <text>', 'why');
    },
    async run(context: Context, [ref = '']: string[], { reason }: { reason?: string }): Promise<number> {
      const app = await context.app();
      const { id } = await loadChecklist(app, ref);
      const fields: Record<string, string> = reason === undefined ? {} : { reason };
      return reportAction(context, await act(app, id, action, () => ({ fields })));
    },
  };
}
