import { type Command, Option } from 'commander';
import { exportAudit } from '../../operations/export-audit.ts';
import type { Context } from '../context.ts';
import { type ExportFormat, exportFormats } from '../render/audit/formats.ts';
import { claimedOnly } from '../render/claimed-only.ts';
import { beforeAdoption, counted } from '../render/findings/tally.ts';
import { writePieces } from '../write-pieces.ts';

interface Options {
  format?: ExportFormat;
  output?: string;
  since?: string;
}

export function define(command: Command): void {
  command
    .argument('[id]', 'only this record')
    .addOption(new Option('--format <name>', 'the form to file it in').choices(Object.keys(exportFormats)))
    .option('-o, --output <file>', 'where to write it (default: standard output)')
    .option('--since <rev>', 'only commits after this one, which is taken for granted');
}

export async function run(context: Context, [id]: string[], options: Options): Promise<number> {
  const { output, since } = options;
  const format = options.format ?? impliedFormat(context, output);
  context.requireAll(
    format === undefined ? ['--format json|csv|html'] : [],
    'rgz audit export --format html --output audit.html',
  );
  const audit = await exportAudit(await context.app(), {
    ...(id === undefined ? {} : { id }),
    ...(since === undefined ? {} : { since }),
  });
  const { summary } = audit;
  const pieces = exportFormats[format ?? 'json'](audit, context.version);
  const file = output === undefined ? undefined : context.pathOf(output);
  await writePieces(pieces, file ?? context.host.stdout);
  const { ok, commits, events, findings, unverified, identity, head } = summary;
  if (file !== undefined && context.json) context.printJson({ output: file, format, summary });
  const told = `${counted(events, 'event')} of ${counted(commits, 'commit')} up to ${head.slice(0, 12)}`;
  context.note(`${told}, ${counted(findings, 'finding')}`);
  if (unverified > 0) context.note(beforeAdoption(unverified));
  if (identity === 'author') context.note(claimedOnly);
  if (!ok) context.warn(`${context.paint('red', '✗')} the trail does not hold: rgz audit`);
  return ok ? 0 : 1;
}

/** What the name of the file says, or --json. */
function impliedFormat({ json }: Context, output: string | undefined): ExportFormat | undefined {
  const ending = /\.(json|csv|html)$/i.exec(output ?? '')?.[1]?.toLowerCase() as ExportFormat | undefined;
  return ending ?? (json ? 'json' : undefined);
}
