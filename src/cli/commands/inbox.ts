import type { Command } from 'commander';
import { readInbox, type Waiting } from '../../operations/inbox.ts';
import { countToValidate } from '../../operations/points-to-validate.ts';
import type { Context } from '../context.ts';
import { requestJson, requestTable } from '../render/requests.ts';

/** In the order in which they are told; `look`: the command that tells most of one. */
const parts: readonly { waitsFor: Waiting['waitsFor']; title: string; look: 'show' | 'log' }[] = [
  {
    waitsFor: 'review',
    title: 'Emergencies to review: until then nothing else of the tenant goes live',
    look: 'show',
  },
  { waitsFor: 'decision', title: 'To decide', look: 'show' },
  { waitsFor: 'retry', title: 'Yours that failed', look: 'log' },
  { waitsFor: 'rework', title: 'Sent back to you', look: 'log' },
];

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
  for (const { waitsFor, title, look } of parts) {
    const rows = waiting.filter((each) => each.waitsFor === waitsFor);
    const [first] = rows;
    if (first === undefined) continue;
    context.print(context.paint('bold', title));
    context.print(requestTable(rows, context.width, context.paint, now));
    context.note(`next: rgz ${look} ${first.id}, ${first.next}`);
  }
  const points = await countToValidate(app);
  if (points > 0)
    context.note(`points of checklists that wait for a second person: ${points}; rgz checklist list --to-validate`);
  if (waiting.length === 0 && points === 0) context.note('nothing waits for you');
  return 0;
}
