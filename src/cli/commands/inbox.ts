import type { Command } from 'commander';
import { readInbox } from '../../operations/inbox.ts';
import { countToValidate } from '../../operations/points-to-validate.ts';
import type { Context } from '../context.ts';
import { requestJson, requestTable } from '../render/requests.ts';

export function define(_command: Command): void {}

export async function run(context: Context): Promise<number> {
  const app = await context.app();
  const { waiting, upToDate } = await readInbox(app);
  if (!upToDate) context.warn('the remote did not answer: this is as of the last fetch');
  if (context.json) {
    context.printJson(waiting.map(requestJson));
    return 0;
  }
  const now = app.clock.now();
  const review = waiting.filter((each) => each.waitsFor === 'review');
  const decide = waiting.filter((each) => each.waitsFor === 'decision');
  const retry = waiting.filter((each) => each.waitsFor === 'retry');
  if (review.length > 0) {
    context.print(context.paint('bold', 'Emergencies to review: until then nothing else of the tenant goes live'));
    context.print(requestTable(review, context.width, context.paint, now));
    context.note(`next: rgz show ${review[0]?.id}, ${review[0]?.next}`);
  }
  if (decide.length > 0) {
    context.print(context.paint('bold', 'To decide'));
    context.print(requestTable(decide, context.width, context.paint, now));
    context.note(`next: rgz show ${decide[0]?.id}, ${decide[0]?.next}`);
  }
  if (retry.length > 0) {
    context.print(context.paint('bold', 'Yours that failed'));
    context.print(requestTable(retry, context.width, context.paint, now));
    context.note(`next: rgz log ${retry[0]?.id}, ${retry[0]?.next}`);
  }
  const rework = waiting.filter((each) => each.waitsFor === 'rework');
  if (rework.length > 0) {
    context.print(context.paint('bold', 'Sent back to you'));
    context.print(requestTable(rework, context.width, context.paint, now));
    context.note(`next: rgz log ${rework[0]?.id}, ${rework[0]?.next}`);
  }
  const points = await countToValidate(app);
  if (points > 0)
    context.note(`points of checklists that wait for a second person: ${points}; rgz checklist list --to-validate`);
  if (waiting.length === 0 && points === 0) context.note('nothing waits for you');
  return 0;
}
