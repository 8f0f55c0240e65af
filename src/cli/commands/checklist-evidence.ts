import type { Command } from 'commander';
import { addEvidence } from '../../operations/add-evidence.ts';
import type { Context } from '../context.ts';
import { readEvidence } from '../read-evidence.ts';
import { reportItem } from '../report-item.ts';

export function define(command: Command): void {
  command
    .argument('<ref>', 'e.g. cutover/cotonou-3')
    .argument('<item>', 'a point by its id or its number')
    .argument('<file>', 'a picture, PDF, text or JSON of 10 MiB at most')
    .option('--notes <text>', 'what it shows');
}

export async function run(
  context: Context,
  [ref = '', item = '', file = '']: string[],
  { notes }: { notes?: string },
): Promise<number> {
  const { bytes, name } = readEvidence(context, file);
  const written = await addEvidence(await context.app(), ref, item, { bytes, name, notes });
  return reportItem(context, written, item);
}
