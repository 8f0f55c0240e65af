import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { RgzError } from '../../errors/rgz-error.ts';
import { importChecklist } from '../../operations/import-checklist.ts';
import type { Context } from '../context.ts';
import { reportAction } from '../report-action.ts';

interface Options {
  template?: string;
  subject?: string;
  tenant?: string;
}

export function define(command: Command): void {
  command
    .argument('<file>', 'a list in Markdown: - [ ] open, - [~] partly, - [x] done')
    .option('--template <name>', 'under which name, e.g. production-readiness')
    .option('--subject <slug>', 'what is checked: a product, a site')
    .option('--tenant <id>', 'whose it is; needed the first time');
}

export function needs({ template, subject }: Options): string[] {
  return [
    ...(template === undefined ? ['--template <name>'] : []),
    ...(subject === undefined ? ['--subject <slug>'] : []),
  ];
}

export async function run(context: Context, [file = '']: string[], options: Options): Promise<number> {
  const { template = '', subject = '', tenant } = options;
  const text = readText(context, file);
  return reportAction(context, await importChecklist(await context.app(), { template, subject, tenant, text }));
}

function readText(context: Context, file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(context.pathOf(file));
  } catch {
    throw new RgzError('usage.invalid', `${file} cannot be read`, { remedy: ['rgz checklist import --help'] });
  }
  const text = bytes.toString('utf8');
  if (Buffer.from(text).equals(bytes)) return text;
  throw new RgzError('input.invalid', `${file} is no UTF-8 text`, { remedy: ['save it as UTF-8'] });
}
