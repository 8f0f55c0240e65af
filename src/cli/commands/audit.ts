import type { Command } from 'commander';
import { plainLine } from '../../domain/plain-text.ts';
import { type Audit, audit } from '../../operations/audit.ts';
import { describeLoss, showLost } from '../../operations/unknown-record.ts';
import type { Context } from '../context.ts';
import { claimedOnly } from '../render/claimed-only.ts';
import { findingData } from '../render/findings/json.ts';
import { beforeAdoption, counted } from '../render/findings/tally.ts';
import { findingLines } from '../render/findings/text.ts';

interface Options {
  since?: string;
  afresh?: boolean;
}

export function define(command: Command): void {
  command
    .argument('[id]', 'only this record')
    .option('--since <rev>', 'only commits after this one, which is taken for granted')
    .option('--afresh', 'judge every commit again, also those that an earlier audit found good');
}

export async function run(context: Context, [id]: string[], { since, afresh }: Options): Promise<number> {
  const app = await context.app();
  const outcome = await audit(app, {
    ...(id === undefined ? {} : { id }),
    ...(since === undefined ? {} : { since }),
    ...(afresh === undefined ? {} : { afresh }),
  });
  const { ok, commits, records, signed, unverified, identity, head, anchor, findings, deleted } = outcome;
  if (context.json) {
    const told = findings.map(findingData);
    const { branch } = app.git;
    const audited = { ok, commits, records, signed, unverified, identity, branch, head, anchor, findings: told };
    context.printJson(deleted === undefined ? audited : { ...audited, deleted: lossData(deleted) });
    return ok ? 0 : 1;
  }
  if (identity === 'author') context.note(claimedOnly);
  if (deleted !== undefined) context.print(lossText(deleted));
  if (findings.length > 0) context.print([...findingLines(findings, context), ''].join('\n'));
  const sign = ok ? context.paint('green', '✓') : context.paint('red', '✗');
  const judged = `${plainLine(app.git.branch)} at ${head.slice(0, 12)}`;
  const counts = `${counted(commits, 'commit')}, ${signed} signed, ${counted(records, 'record')}`;
  context.print(`${sign} ${judged}: ${counts}: ${ok ? 'the trail holds' : 'the trail does not hold'}`);
  if (unverified > 0) context.note(beforeAdoption(unverified));
  return ok ? 0 : 1;
}

type Deleted = NonNullable<Audit['deleted']>;

function lossData({ commit, author, path, events }: Deleted) {
  return { commit, author, path, events };
}

/** What is known of a record that is gone. */
function lossText(deleted: Deleted): string {
  const events = deleted.events.map(
    ({ action, by, at, commit, verdict }) => `  ${action} by ${by}  ${at}  ${commit.slice(0, 10)}  ${verdict}`,
  );
  return [`${deleted.id}: ${describeLoss(deleted)}`, ...events, `  → ${showLost(deleted)}`, '']
    .map(plainLine)
    .join('\n');
}
