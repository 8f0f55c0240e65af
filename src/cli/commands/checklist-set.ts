import { type Command, InvalidArgumentError } from 'commander';
import { changeItem, given } from '../../operations/change-item.ts';
import { snapshotOf } from '../../operations/take-snapshot.ts';
import type { Context } from '../context.ts';
import { readUrl } from '../evidence-url.ts';
import { reportItem } from '../report-item.ts';

interface Options {
  status?: string;
  notes?: string;
  reason?: string;
  evidenceUrl?: string;
  snapshot?: true;
  assign?: string;
}

const statuses = ['not_started', 'in_progress', 'partial', 'completed', 'blocked', 'not_applicable'];

export function define(command: Command): void {
  command
    .argument('<ref>', 'e.g. cutover/cotonou-3')
    .argument('<item>', 'a point by its id or its number')
    .option('--status <status>', statuses.join(', '), readStatus)
    .option('--notes <text>', 'what was found or done')
    .option('--reason <text>', 'why it does not apply')
    .option(
      '--evidence-url <url>',
      'an address that shows it; it is kept as a pointer, and proves nothing by itself',
      readUrl,
    )
    .option('--snapshot', 'fetch what the address shows now, and keep it as proof')
    .option('--assign <email>', 'who is to do it; empty takes it back');
}

export function needs({ status, notes, evidenceUrl, assign, snapshot }: Options): string[] {
  if (snapshot && evidenceUrl === undefined) return ['--evidence-url <url>'];
  return (status ?? notes ?? evidenceUrl ?? assign) === undefined ? ['--status <status>'] : [];
}

export async function run(context: Context, [ref = '', item = '']: string[], options: Options): Promise<number> {
  const { status, notes, evidenceUrl: url, assign } = options;
  const reason = options.reason ?? (status === 'not_applicable' ? notes : undefined);
  const app = await context.app();
  if (assign !== undefined) {
    const assignee = assign.trim() === '' ? null : assign.trim();
    const done = await changeItem(app, ref, item, 'assigned', () => ({ fields: { assignee } }));
    if ((status ?? notes ?? url) === undefined) return reportItem(context, done, item);
  }
  const plain = given({ status, notes, reason });
  const fields = given({ ...plain, url });
  const make = options.snapshot && url !== undefined ? await snapshotOf(app, url, plain) : () => ({ fields });
  return reportItem(context, await changeItem(app, ref, item, 'item-set', make), item);
}

function readStatus(text: string): string {
  const status = text.trim().toLowerCase().replaceAll('-', '_');
  if (statuses.includes(status)) return status;
  throw new InvalidArgumentError(`it has to be one of ${statuses.join(', ')}`);
}
