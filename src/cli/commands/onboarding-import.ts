import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import type { Locale } from '../../domain/notice.ts';
import { RgzError } from '../../errors/rgz-error.ts';
import { type ImportReport, markedCopy, workbookInvalid } from '../../operations/import-report.ts';
import { importWorkbook } from '../../operations/import-workbook.ts';
import type { Context } from '../context.ts';
import { ImportLine } from '../import-line.ts';
import { readLocale } from '../locale-option.ts';
import { noteNext } from '../note-next.ts';
import { readWorkbookFile } from '../read-workbook-file.ts';
import { errorTable, importJson, importText } from '../render/import.ts';
import { refuseOtherName, writeWorkbookFile } from '../write-workbook-file.ts';

interface Options {
  dryRun?: true;
  marked?: string;
  locale: Locale;
}

/** How many errors people are shown. */
const usual = 30;

export function define(command: Command): void {
  command
    .argument('<id>', 'e.g. OB-2026-0001')
    .argument('<file.xlsx>', 'the workbook that was filled in')
    .option('--dry-run', 'tell what would come of it, and write nothing')
    .option('--marked <file.xlsx>', 'write a copy with the faulty cells marked, if there are any')
    .option('--locale <en|fr>', 'the language in which errors are told', readLocale, 'en');
}

export async function run(context: Context, [id = '', file = '']: string[], options: Options): Promise<number> {
  const { dryRun, marked, locale } = options;
  const app = await context.app();
  const bytes = readWorkbookFile(context, file);
  if (marked !== undefined) refuseTaken(context, marked);
  const line = new ImportLine(context);
  const { result, commit, checkout } = await importWorkbook(
    app,
    id,
    { bytes, name: basename(file) },
    { dryRun, onProgress: (progress) => line.show(progress) },
  ).finally(() => line.clear());
  if (result.errors.length > 0) {
    if (marked !== undefined)
      writeWorkbookFile(context, marked, await markedCopy(app, bytes, result.errors, result.locale));
    throw refusal(context, result, file, options);
  }
  if (context.json) context.printJson(importJson(result, locale));
  else context.print(importText(result, context, locale));
  if (commit !== undefined) await noteNext(context, app, result.id, `commit ${commit.slice(0, 12)}`);
  else if (!dryRun) await noteNext(context, app, result.id, 'nothing to change: this was imported before');
  if (result.voided) context.warn('the approvals given so far are void: they were for the data before');
  context.noteCheckout(checkout);
  return 0;
}

/** A copy takes the place of nothing, least of all of the workbook that it is of. */
function refuseTaken(context: Context, marked: string): void {
  refuseOtherName(marked);
  if (existsSync(context.pathOf(marked)))
    throw new RgzError('usage.invalid', `${marked} is there already, and no copy is written over it`, {
      remedy: ['name another file for the copy'],
    });
}

/** The errors as a table for people, and each of them for programs. */
function refusal(context: Context, report: ImportReport, file: string, { marked, locale }: Options): RgzError {
  const whole = workbookInvalid(report, file, locale);
  if (context.json) return whole;
  const { errors, moreErrors } = report;
  context.print(errorTable(errors.slice(0, usual), context, locale));
  const more = errors.length + moreErrors - Math.min(usual, errors.length);
  if (more > 0) context.note(`and ${more} more`);
  const remedy =
    marked === undefined ? whole.remedy : [`correct them, with ${marked} beside it, and import the file again`];
  return new RgzError(whole.code, whole.message, { remedy });
}
