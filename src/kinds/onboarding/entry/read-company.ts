import { countryCodes } from '../../../domain/countries.ts';
import { isObject, type Json, type JsonObject } from '../../../domain/json.ts';
import type { Problem } from '../../../domain/kind.ts';
import { locales } from '../../../domain/notice.ts';
import type { Company, SessionSpec } from '../spec.ts';
import { type Field, Fields, problemAt } from './fields.ts';

export const sectors = ['retail', 'wholesale', 'manufacturing', 'services'] as const;
const usualCountry = 'SN';

const fields = {
  name: { names: ['name', 'company_name', 'companyName'], words: 'the name', longest: 255 },
  ninea: { names: ['ninea'], words: 'the NINEA', longest: 50 },
  sector: { names: ['sector'], words: 'the sector', longest: 50 },
  country: { names: ['country'], words: 'the country', longest: 50 },
  site: { names: ['site'], words: 'the site', longest: 0 },
  siteName: { names: ['site_name', 'siteName'], words: 'the name of the site', longest: 255 },
  address: { names: ['site_address', 'siteAddress'], words: 'the address of the site', longest: 1000 },
  company: { names: ['company'], words: 'the company', longest: 0 },
  users: { names: ['users'], words: 'the users', longest: 0 },
  locale: { names: ['locale', 'language'], words: 'the language', longest: 10 },
} as const satisfies Record<string, Field>;

const ofCompany = ['name', 'ninea', 'sector', 'country', 'site'];

/** Within `site` the fields are called shorter. */
const ofSite = {
  siteName: { ...fields.siteName, names: ['name', ...fields.siteName.names] },
  address: { ...fields.address, names: ['address', ...fields.address.names] },
};

/** What a step asks for and did not get, as the flag that gives it. */
export type Missing = '--name <text>' | '--sector <sector>' | '--site <name>' | '--address <text>';

export interface CompanyEntry {
  /** What could be read; whole only where nothing is missing and there is no problem. */
  company: Company;
  locale: SessionSpec['locale'];
  /** Left as they were given. */
  users: { value: Json; pointer: string } | undefined;
  missing: readonly Missing[];
  problems: readonly Problem[];
}

/** Reads who a company is from what somebody wrote: { company: {…}, users, locale }, or its fields right away. */
export function readCompany(input: Json): CompanyEntry {
  const top = new Fields(isObject(input) ? input : {}, '');
  if (!isObject(input))
    top.problems.push(problemAt('', 'the input is no mapping', 'give name, sector, site and address'));
  const inner = top.mapping(fields.company);
  const source = inner === undefined ? top : new Fields(inner, top.at(fields.company));
  const name = source.text(fields.name);
  const ninea = readNinea(source);
  const sector = source.choice(fields.sector, sectors);
  const country = readCountry(source);
  const { site, missing, problems } = readSite(source, inner ?? (isObject(input) ? input : {}));
  const locale = top.choice(fields.locale, locales);
  const users = top.raw(fields.users);
  if (source !== top) source.refuseOthers(ofCompany);
  top.refuseOthers([...(source === top ? ofCompany : ['company']), 'users', 'locale']);
  return {
    company: { name, ...(ninea === undefined ? {} : { ninea }), sector, country, site } as Company,
    locale,
    users: users === undefined ? undefined : { value: users, pointer: top.at(fields.users) },
    missing: [
      ...(source.raw(fields.name) === undefined ? ['--name <text>' as const] : []),
      ...(source.raw(fields.sector) === undefined ? ['--sector <sector>' as const] : []),
      ...missing,
    ],
    problems: [...top.problems, ...(source === top ? [] : source.problems), ...problems],
  };
}

function readSite(source: Fields, within: JsonObject) {
  const mapping = isObject(within.site ?? null) ? source.mapping(fields.site) : undefined;
  const named = mapping === undefined ? { ...fields, siteName: nameOfSite } : ofSite;
  const site = mapping === undefined ? source : new Fields(mapping, source.at(fields.site));
  const name = site.text(named.siteName);
  const address = site.text(named.address);
  if (mapping !== undefined) site.refuseOthers(['name', 'address']);
  const missing: Missing[] = [
    ...(site.raw(named.siteName) === undefined ? ['--site <name>' as const] : []),
    ...(site.raw(named.address) === undefined ? ['--address <text>' as const] : []),
  ];
  return { site: { name, address }, missing, problems: site === source ? [] : site.problems };
}

/** A site that is no mapping is meant by its name. */
const nameOfSite: Field = { ...fields.siteName, names: ['site', ...fields.siteName.names] };

/** As a number it would have lost the zeros that it begins with. */
function readNinea(source: Fields): string | undefined {
  if (typeof source.raw(fields.ninea) === 'number') {
    source.problems.push(
      problemAt(
        source.at(fields.ninea),
        'the NINEA is written as a number, without zeros at its beginning',
        'put it in quotes',
      ),
    );
    return undefined;
  }
  return source.text(fields.ninea);
}

function readCountry(source: Fields): string | undefined {
  const text = source.text(fields.country);
  if (text === undefined) return usualCountry;
  const code = text.toUpperCase();
  if (countryCodes.includes(code)) return code;
  source.problems.push(
    problemAt(source.at(fields.country), `there is no country "${text}"`, 'two letters of ISO 3166, e.g. SN'),
  );
  return undefined;
}
