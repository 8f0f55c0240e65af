import type { Command } from 'commander';
import { exitCodeOf } from '../../errors/catalogue.ts';
import { act } from '../../operations/act.ts';
import { explain } from '../../operations/explain.ts';
import { type Shown, showRecord } from '../../operations/show-record.ts';
import type { Context } from '../context.ts';
import { recordFacts, recordHeading } from '../render/record-facts.ts';
import { reportAction } from '../report-action.ts';

export function define(command: Command): void {
  command
    .argument('<id>', 'e.g. PR-2026-0003')
    .option('--comment <text>', 'what to say with it')
    .option('-y, --yes', 'do not ask on a terminal');
}

export async function run(
  context: Context,
  [id = '']: string[],
  options: { comment?: string; yes?: true },
): Promise<number> {
  const app = await context.app();
  let comment = options.comment;
  if (context.interactive && !options.yes) {
    const answer = await ask(context, id, comment);
    if (answer === undefined) {
      context.note('nothing was approved');
      return exitCodeOf('interrupted');
    }
    comment = answer.comment;
  }
  const fields: Record<string, string> = comment === undefined || comment === '' ? {} : { comment };
  return reportAction(context, await act(app, id, 'approved', () => ({ fields })));
}

/** What changes, who asked and every gate, before anything is decided. A closed gate is told by the decision itself. */
async function ask(
  context: Context,
  id: string,
  comment: string | undefined,
): Promise<{ comment: string | undefined } | undefined> {
  const app = await context.app();
  const [shown, explained] = await Promise.all([showRecord(app, id), explain(app, id, undefined)]);
  if (!explained.mayDecide) return { comment };
  const { askForApproval } = await import('../ui/ask-for-approval.tsx');
  const answer = await askForApproval({
    ...context.terminal,
    heading: recordHeading(shown.loaded),
    facts: [...recordFacts(shown.loaded, app.clock.now()), ['Approvals', approvals(shown)]],
    verdicts: [...(explained.trail === undefined ? [] : [explained.trail]), ...explained.decision],
  });
  return answer === undefined ? undefined : { comment: answer.comment ?? comment };
}

function approvals({ votes, quorum }: Shown): string {
  return `${votes.people.size} of ${quorum} so far`;
}
