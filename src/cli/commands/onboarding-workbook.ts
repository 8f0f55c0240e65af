import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { Locale } from '../../domain/notice.ts';
import { RgzError } from '../../errors/rgz-error.ts';
import { isUnfilled, makeWorkbook } from '../../operations/make-workbook.ts';
import type { Context } from '../context.ts';
import { readLocale } from '../locale-option.ts';
import { noteNext } from '../note-next.ts';
import { readWorkbookFile } from '../read-workbook-file.ts';
import { refuseOtherName, writeWorkbookFile } from '../write-workbook-file.ts';

interface Options {
  output?: string;
  locale?: Locale;
  force?: true;
}

export function define(command: Command): void {
  command
    .argument('<id>', 'e.g. OB-2026-0001')
    .option('-o, --output <file.xlsx>', 'where to write it')
    .option('--locale <en|fr>', 'its language (default: that of the onboarding)', readLocale)
    .option('--force', 'also over a file that somebody has filled in');
}

export function needs({ output }: Options): string[] {
  return output === undefined ? ['-o <file.xlsx>'] : [];
}

export async function run(context: Context, [id = '']: string[], { output = '', locale, force }: Options) {
  refuseOtherName(output);
  const app = await context.app();
  if (!force && existsSync(context.pathOf(output)) && !(await isUnfilled(app, readWorkbookFile(context, output))))
    throw new RgzError(
      'usage.invalid',
      `${output} is there already, and is no workbook that is still to be filled in`,
      {
        remedy: ['name another file', '--force writes over it'],
      },
    );
  const { result, commit, checkout } = await makeWorkbook(app, id, { locale });
  writeWorkbookFile(context, output, result.bytes);
  if (context.json)
    context.printJson({
      id: result.id,
      file: output,
      locale: result.locale,
      size: result.bytes.length,
      changed: result.changed,
    });
  else context.print(output);
  const on = commit === undefined ? '' : `commit ${commit.slice(0, 12)}; `;
  if (result.toImport !== undefined) context.note(`${on}have it filled in, then: ${result.toImport} ${output}`);
  else await noteNext(context, app, result.id, `${on}it cannot be imported now`);
  context.noteCheckout(checkout);
  return 0;
}
