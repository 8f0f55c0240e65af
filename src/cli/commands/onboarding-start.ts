import type { Command } from 'commander';
import { isObject, type Json, type JsonObject } from '../../domain/json.ts';
import { startOnboarding } from '../../operations/start-onboarding.ts';
import type { Context } from '../context.ts';
import { readLocale } from '../locale-option.ts';
import { placed, readInputFile } from '../read-input-file.ts';
import { reportStep } from '../report-step.ts';

interface Options {
  tenant?: string;
  file?: string;
  name?: string;
  ninea?: string;
  sector?: string;
  country?: string;
  site?: string;
  address?: string;
  locale?: string;
  replace?: true;
}

export function define(command: Command): void {
  command
    .option('--tenant <slug>', 'the id of the tenant to be: small letters, digits and dashes')
    .option('-f, --file <file>', 'the company, and perhaps its users, as YAML or JSON; - reads standard input')
    .option('--name <text>', 'what the company is called')
    .option('--ninea <text>', "its number in Senegal's register, if it has one")
    .option('--sector <sector>', 'retail, wholesale, manufacturing or services')
    .option('--country <code>', 'two letters (default: SN)')
    .option('--site <name>', 'what its main site is called')
    .option('--address <text>', 'where that is')
    .option('--locale <en|fr>', 'the language of the workbook and of the invitations (default: fr)', readLocale)
    .option('--replace', 'put these values in the place of those given before');
}

export function needs({ tenant, file, name, sector, site, address }: Options): string[] {
  const missing = (value: string | undefined, flag: string) => (value === undefined ? [flag] : []);
  return [
    ...missing(tenant, '--tenant <slug>'),
    ...(file === undefined
      ? [
          ...missing(name, '--name <text>'),
          ...missing(sector, '--sector <sector>'),
          ...missing(site, '--site <name>'),
          ...missing(address, '--address <text>'),
        ]
      : []),
  ];
}

export async function run(context: Context, _args: string[], options: Options): Promise<number> {
  const app = await context.app();
  const { tenant = '', file, replace } = options;
  const given = file === undefined ? undefined : await readInputFile(context, app, file);
  const input = withFlags(given?.value, options);
  const written = await placed(given, startOnboarding(app, { tenant, input, replace }));
  return reportStep(context, app, written, { idOnly: true });
}

/** A flag counts more than what the file says. */
function withFlags(value: Json | undefined, { name, ninea, sector, country, site, address, locale }: Options): Json {
  const flags = { name, ninea, sector, country, site_name: site, site_address: address };
  const company = Object.entries(flags).filter((each): each is [string, string] => each[1] !== undefined);
  if (value !== undefined && !isObject(value)) return value;
  const language: JsonObject = locale === undefined ? {} : { locale };
  if (company.length === 0) return { ...value, ...language };
  if (value !== undefined && isObject(value.company))
    return { ...value, company: { ...value.company, ...Object.fromEntries(company) }, ...language };
  return { ...value, ...Object.fromEntries(company), ...language };
}
