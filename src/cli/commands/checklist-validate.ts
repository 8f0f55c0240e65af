import type { Command } from 'commander';
import { changeItem } from '../../operations/change-item.ts';
import type { Context } from '../context.ts';
import { type ItemReport, itemReport, reportItem } from '../report-item.ts';

export function define(command: Command): void {
  command
    .argument('<ref>', 'e.g. cutover/cotonou-3')
    .argument('<item...>', 'points by their ids or numbers, done by another person');
}

export async function run(context: Context, args: unknown[]): Promise<number> {
  const [ref, ...rest] = args.flat() as string[];
  const app = await context.app();
  const done: ItemReport[] = [];
  for (const item of rest) {
    const written = await changeItem(app, ref ?? '', item, 'validated', () => ({}));
    if (context.json) done.push(itemReport(written, item));
    else reportItem(context, written, item);
  }
  if (context.json) context.printJson(done.length === 1 ? done[0] : done);
  return 0;
}
