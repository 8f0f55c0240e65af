import { type Command, InvalidArgumentError } from 'commander';
import { createChecklist } from '../../operations/create-checklist.ts';
import type { Context } from '../context.ts';

interface Options {
  template?: string;
  subject?: string;
  tenant?: string;
  parameter: Record<string, string>;
}

export function define(command: Command): void {
  command
    .option('--template <name>', 'cutover, production-readiness, or one of the repository')
    .option('--subject <slug>', 'what is checked: a site, a product', readSlug)
    .option('--tenant <id>', 'whose it is')
    .option('--parameter <name=value>', 'a value of the template, e.g. vlan=42; may be repeated', collect, {});
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
  context.noteCheckout(checkout);
  return 0;
}

function readSlug(text: string): string {
  if (/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(text)) return text;
  throw new InvalidArgumentError('small letters, digits and dashes, 63 at most');
}

function collect(text: string, before: Record<string, string>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('a name and a value are needed, e.g. vlan=42');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}
