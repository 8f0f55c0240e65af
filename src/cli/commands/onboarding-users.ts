import type { Command } from 'commander';
import { setUsers } from '../../operations/set-users.ts';
import type { Context } from '../context.ts';
import { placed, readInputFile } from '../read-input-file.ts';
import { reportStep } from '../report-step.ts';

interface Options {
  file?: string;
  replace?: true;
}

export function define(command: Command): void {
  command
    .argument('<id>', 'e.g. OB-2026-0001')
    .option('-f, --file <file>', 'one to ten users as YAML or JSON, one of them an admin; - reads standard input')
    .option('--replace', 'put them in the place of those given before');
}

export function needs({ file }: Options): string[] {
  return file === undefined ? ['-f <file>'] : [];
}

export async function run(context: Context, [id = '']: string[], { file = '', replace }: Options): Promise<number> {
  const app = await context.app();
  const given = await readInputFile(context, app, file);
  const written = await placed(given, setUsers(app, id, given.value, { replace }));
  return reportStep(context, app, written);
}
