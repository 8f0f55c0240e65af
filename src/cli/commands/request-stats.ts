import type { Command } from 'commander';
import { countRecords } from '../../operations/count-records.ts';
import type { Context } from '../context.ts';

export function define(_command: Command): void {}

export async function run(context: Context): Promise<number> {
  const stats = await countRecords(await context.app());
  if (context.json) context.printJson(stats);
  else {
    const rows = [
      ['pending', stats.pending],
      ['approved today', stats.approvedToday],
      ['rejected today', stats.rejectedToday],
      ['deployed this week', stats.deployedThisWeek],
    ];
    context.print(rows.map(([name, count]) => `${String(name).padEnd(20)}${count}`).join('\n'));
  }
  return 0;
}
