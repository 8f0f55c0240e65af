import type { Command } from 'commander';
import { checkStaged } from '../../operations/check-staged.ts';
import type { Context } from '../context.ts';
import { json } from '../render/findings/json.ts';
import { tally } from '../render/findings/tally.ts';
import { findingLines } from '../render/findings/text.ts';

export function define(_command: Command): void {}

export async function run(context: Context): Promise<number> {
  const { forStaged } = await import('../../hook-app.ts');
  const app = forStaged(await context.app(), { from: context.host.cwd(), settings: context.settings });
  const outcome = await checkStaged(app);
  const { ok, findings } = outcome;
  if (context.json) context.print(json(outcome));
  else if (findings.length > 0) {
    const { paint } = context;
    const head = ok
      ? `${paint('yellow', '!')} what is staged: ${tally(findings)}`
      : `${paint('red', '✗')} rgz refuses this commit: ${tally(findings)}`;
    context.warn([head, ...findingLines(findings, context)].join('\n'));
  }
  return ok ? 0 : 1;
}
