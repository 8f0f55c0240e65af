import { type Command, InvalidArgumentError } from 'commander';
import { createChecklist, missingParameters, wayToGive } from '../../operations/create-checklist.ts';
import { type ParameterFlag, parameterOption } from '../checklist-parameter.ts';
import type { Context } from '../context.ts';

interface Options extends ParameterFlag {
  template?: string;
  subject?: string;
  tenant?: string;
}

export function define(command: Command): void {
  command
    .option('--template <name>', 'cutover, production-readiness, or one of the repository')
    .option('--subject <slug>', 'what is checked: a site, a product', readSlug)
    .option('--tenant <id>', 'whose it is');
  parameterOption(command);
}

export function needs({ template, subject, tenant }: Options): string[] {
  return [
    ...(template === undefined ? ['--template <name>'] : []),
    ...(subject === undefined ? ['--subject <slug>'] : []),
    ...(tenant === undefined ? ['--tenant <id>'] : []),
  ];
}

export async function run(context: Context, _args: string[], options: Options): Promise<number> {
  const { template = '', subject = '', tenant = '', parameter: parameters } = options;
  const app = await context.app();
  const { result, checkout } = await createChecklist(app, { template, subject, tenant, parameters });
  const { id } = result.record.metadata;
  if (context.json) context.printJson(result.record);
  else context.print(id);
  context.note(`${result.path}; next: rgz checklist show ${template}/${subject}`);
  const missing = missingParameters(result.record);
  if (missing.length > 0) {
    const upgrade = `rgz checklist upgrade ${template}/${subject} --parameter <name>=<value>`;
    const way = await wayToGive(app, result.record, upgrade);
    context.warn(`no value for ${missing.join(', ')}: what needs them cannot be measured; ${way}`);
  }
  context.noteCheckout(checkout);
  return 0;
}

function readSlug(text: string): string {
  if (/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(text)) return text;
  throw new InvalidArgumentError('small letters, digits and dashes, 63 at most');
}
