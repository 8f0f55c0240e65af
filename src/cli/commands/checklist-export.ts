import { writeFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { exportMarkdown, exportPage } from '../../operations/export-checklist.ts';
import { showChecklist } from '../../operations/read-checklist.ts';
import { type LocaleFlag, localeOption } from '../checklist-locale.ts';
import type { Context } from '../context.ts';
import { jsonText } from '../render/json-text.ts';

interface Options extends LocaleFlag {
  format: 'md' | 'json' | 'html';
  output?: string;
}

export function define(command: Command): void {
  command
    .argument('<ref>', 'e.g. cutover/cotonou-3')
    .option(
      '--format <md|json|html>',
      'md: the list it was read from, with its marks; html: one page',
      readFormat,
      'md',
    )
    .option('-o, --output <file>', 'into a file instead of standard output');
  localeOption(command);
}

export async function run(
  context: Context,
  [ref = '']: string[],
  { format, output, locale }: Options,
): Promise<number> {
  const app = await context.app();
  const text =
    format === 'json'
      ? `${jsonText(await showChecklist(app, ref, locale))}\n`
      : format === 'html'
        ? await exportPage(app, ref, locale)
        : await exportMarkdown(app, ref, locale);
  if (output === undefined) context.host.stdout.write(text);
  else {
    writeFileSync(context.pathOf(output), text);
    context.note(`written to ${output}`);
  }
  return 0;
}

function readFormat(text: string): Options['format'] {
  if (text === 'md' || text === 'json' || text === 'html') return text;
  throw new InvalidArgumentError('md, json or html');
}
