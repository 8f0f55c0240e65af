import { type Command, InvalidArgumentError } from 'commander';
import type { Locale } from '../../domain/notice.ts';
import { RgzError } from '../../errors/rgz-error.ts';
import { changePolicy } from '../../operations/change-policy.ts';
import { type Grant, planGrant } from '../../operations/grant-role.ts';
import type { Context } from '../context.ts';
import { readLocale } from '../locale-option.ts';
import { readKeyFile } from '../read-key-file.ts';

interface Options {
  role?: string;
  tenant: string[];
  name?: string;
  key: string[];
  github?: string;
  locale?: Locale;
  phone?: string;
  slack?: string;
  also: string[];
}

const collect = (text: string, before: string[]) => [...before, text];

export function define(command: Command): void {
  command
    .argument('<email>', 'the person, by any of their addresses')
    .option('--role <role>', 'devops, cpi, cpi-admin, viewer, reseller, noc, noc-admin, admin or controller')
    .option('--tenant <id>', 'only for this tenant; may be repeated (default: all tenants)', collect, [])
    .option('--name <text>', 'their name')
    .option('--key <file>', 'an SSH public key of theirs; may be repeated', collect, [])
    .option('--github <login>', 'their login on GitHub')
    .option('--locale <en|fr>', 'the language of what they are told', readLocale)
    .option('--phone <number>', 'where short messages go, e.g. +33612345678', readPhone)
    .option('--slack <id>', 'their member id on Slack, e.g. U012AB3CD', readSlack)
    .option('--also <email>', 'another address of the same person; may be repeated', collect, []);
}

export function needs({ role, name, github, locale, phone, slack, key, also }: Options): string[] {
  return (role ?? name ?? github ?? locale ?? phone ?? slack ?? key[0] ?? also[0]) === undefined
    ? ['--role <role>']
    : [];
}

export async function run(context: Context, [email = '']: string[], options: Options): Promise<number> {
  if (!/^[^\s<>@"]+@[^\s<>@"]+$/.test(email))
    throw new RgzError('usage.invalid', `"${email}" is not an e-mail address`, {
      remedy: ['rgz policy grant jean@example.com --role cpi'],
    });
  const app = await context.app();
  const keys = await Promise.all(options.key.map((file) => readKeyFile(context, app.readPublicKey, file)));
  const { role, name, github, locale, phone, slack, also } = options;
  const grant: Grant = {
    email,
    keys,
    also,
    ...(role === undefined ? {} : { role }),
    ...(name === undefined ? {} : { name }),
    ...(github === undefined ? {} : { github }),
    ...(locale === undefined ? {} : { locale }),
    ...(phone === undefined ? {} : { phone }),
    ...(slack === undefined ? {} : { slack }),
    ...(options.tenant.length === 0 ? {} : { tenants: options.tenant }),
  };
  const known = await (await app.store.view('read')).tenants();
  const unknown = options.tenant.filter((tenant) => !known.includes(tenant));
  const { result, checkout } = await changePolicy(app, (file) => planGrant(file, grant));
  if (context.json) context.printJson({ email, ...result });
  else
    context.print(
      result.changed
        ? `policy version ${result.version}: ${email} updated`
        : `nothing to change: the policy says so already`,
    );
  for (const tenant of unknown)
    context.warn(
      `tenant ${tenant} is not known yet: it becomes so by its onboarding (rgz onboard, or rgz onboarding start --tenant ${tenant}) or by rgz tenant add ${tenant}; if it is a slip, rgz policy revoke ${email} --tenant ${tenant}`,
    );
  context.noteCheckout(checkout);
  return 0;
}

function readPhone(text: string): string {
  const number = text.replace(/[\s().-]/g, '');
  if (/^\+[1-9]\d{7,14}$/.test(number)) return number;
  throw new InvalidArgumentError('a number with its country is needed, e.g. +33612345678');
}

function readSlack(text: string): string {
  if (/^[UW][A-Z0-9]{2,20}$/.test(text)) return text;
  throw new InvalidArgumentError('a member id is needed, e.g. U012AB3CD; Slack shows it in a profile');
}
