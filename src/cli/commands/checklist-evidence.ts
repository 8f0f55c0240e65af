import type { Command } from 'commander';
import { RgzError } from '../../errors/rgz-error.ts';
import { addEvidence } from '../../operations/add-evidence.ts';
import { changeItem, given } from '../../operations/change-item.ts';
import { snapshotOf } from '../../operations/take-snapshot.ts';
import type { Context } from '../context.ts';
import { isEvidenceUrl } from '../evidence-url.ts';
import { readEvidence } from '../read-evidence.ts';
import { reportItem } from '../report-item.ts';

export function define(command: Command): void {
  command
    .argument('<ref>', 'e.g. cutover/cotonou-3')
    .argument('<item>', 'a point by its id or its number')
    .argument('<file>', 'a picture, PDF, text or JSON of 10 MiB at most; or, with --snapshot, the address of one')
    .option('--snapshot', 'fetch it from an address, and keep what it shows now')
    .option('--notes <text>', 'what it shows');
}

export async function run(
  context: Context,
  [ref = '', item = '', file = '']: string[],
  { notes, snapshot }: { notes?: string; snapshot?: true },
): Promise<number> {
  if (snapshot) {
    if (!isEvidenceUrl(file))
      throw new RgzError('usage.invalid', `${file} is no address that could be fetched`, {
        remedy: [`rgz checklist evidence ${ref} ${item} https://… --snapshot`],
      });
    const app = await context.app();
    const make = await snapshotOf(app, file, given({ notes }));
    return reportItem(context, await changeItem(app, ref, item, 'evidence-added', make), item);
  }
  const { bytes, name } = readEvidence(context, file);
  const written = await addEvidence(await context.app(), ref, item, { bytes, name, notes });
  return reportItem(context, written, item);
}
