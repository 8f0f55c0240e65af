import { contributorsOf } from '../domain/contributors.ts';
import { firstFew } from '../domain/first-few.ts';
import { holdersOf, type Policy } from '../domain/policy.ts';
import type { Summary } from '../domain/summary.ts';
import { checklist } from '../kinds/checklist/index.ts';
import type { View } from '../ports/records.ts';
import { gather } from './gather.ts';
import { placeOf, shownState } from './list-checklists.ts';

const mostTold = 3;
const past: ReadonlySet<string> = new Set(['approved', 'cancelled']);

/** What could open a closed gate: the checklists that there are, how far each has come, and who may approve it. */
export async function hopesOf(
  view: View,
  policy: Policy,
  { template, tenant }: { template: string; tenant: string | undefined },
  now: string,
): Promise<{ told: string; remedy: string }> {
  const found: Summary[] = [];
  for await (const batch of view.summaries({ kind: checklist.kind, ...(tenant === undefined ? {} : { tenant }) }))
    found.push(...batch.filter((row) => placeOf(row).template === template && !past.has(row.state)));
  if (found.length === 0) {
    const create = `rgz checklist create --template ${template} --subject <slug> --tenant ${tenant ?? '<id>'}`;
    return { told: '', remedy: `${create}, work it off, and have it approved` };
  }
  const best = found.toSorted((one, other) => done(other) - done(one)).slice(0, mostTold);
  const told = best.map((row) => `${row.target} is ${shownState(row)}, ${progressOf(row)}`).join('; ');
  const ways = await Promise.all(best.map((row) => wayOn(view, policy, row, now)));
  return { told: `: ${told}`, remedy: ways.join('; ') };
}

async function wayOn(view: View, policy: Policy, row: Summary, now: string): Promise<string> {
  const { situation } = await gather(view, row.id, now);
  const barred = contributorsOf(policy, situation.contributions);
  const may = holdersOf(policy, 'checklist.approve', row.tenant).filter(({ id }) => !barred.has(id));
  const names = may.map(({ id }) => id);
  const who = names.length === 0 ? 'nobody who had no hand in it' : firstFew(names, 'or');
  return `rgz checklist show ${row.target}, and ${who} may approve it`;
}

function done({ progress }: Summary): number {
  return progress?.percentage ?? 0;
}

function progressOf({ progress }: Summary): string {
  return `${progress?.completed ?? 0} of ${progress?.total ?? 0} points done`;
}
