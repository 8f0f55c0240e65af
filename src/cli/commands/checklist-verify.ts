import type { Command } from 'commander';
import { exitCodeOf } from '../../errors/catalogue.ts';
import { type VerifiedChecklist, verifyChecklist } from '../../operations/verify-checklist.ts';
import type { Context } from '../context.ts';
import { progressLine, verifiedTable } from '../render/verified.ts';

interface Options {
  runPrograms?: true;
}

export function define(command: Command): void {
  command
    .argument('<ref>', 'e.g. cutover/cotonou-3')
    .argument('[item...]', 'points by their ids or numbers; none: all that have a probe')
    .option('--run-programs', 'let probes run programs that the checklist names; look at them first');
}

export async function run(context: Context, args: unknown[], options: Options): Promise<number> {
  const [ref = '', ...items] = args.flat() as string[];
  const app = await context.app();
  const { probesFor } = await import('../../probe-app.ts');
  const { env } = context.settings;
  const stopping = new AbortController();
  context.signals.handle = () => stopping.abort();
  const live = context.host.stderr.isTTY === true;
  const verified = await verifyChecklist(app, ref, items, {
    probes: await probesFor(app, context.settings),
    secret: (variable) => env[variable],
    runPrograms: options.runPrograms === true,
    signal: stopping.signal,
    onProgress: (progress) => live && context.note(progressLine(progress)),
  });
  if (context.json) context.printJson({ id: verified.id, items: verified.items });
  else context.print(verifiedTable(verified, context.width, context.paint));
  context.noteCheckout(verified.checkout);
  return stopping.signal.aborted ? exitCodeOf('interrupted') : exitOf(verified);
}

/** What is known to be untrue comes before what is not known. */
function exitOf({ items }: VerifiedChecklist): number {
  if (items.some(({ outcome }) => outcome === 'fails')) return 1;
  return items.some(({ outcome }) => outcome === 'not-run') ? 5 : 0;
}
