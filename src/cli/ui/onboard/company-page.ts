import { answeredWith, openPage, type Page, type PageState } from '../page/page.ts';
import type { PageWords } from '../page/page-lines.ts';
import { countries } from './countries.ts';
import { type Answers, answerTo, type Question } from './questions.ts';
import type { Company, Session } from './session.ts';
import type { WizardState } from './wizard-state.ts';

export const sectors = ['retail', 'wholesale', 'manufacturing', 'services'].map((value) => ({ value, label: value }));

const empty: Company = { tenant: '', name: '', ninea: '', sector: '', country: 'SN', site: '', address: '' };

/** The first step. The name of a tenant that is there does not change any more. */
export function companyPage(session: Session | undefined): Page {
  return {
    fields: [
      { kind: 'text', key: 'name', label: 'Company', advice: 'As it trades, e.g. Boutique Teranga' },
      {
        kind: 'text',
        key: 'tenant',
        label: 'Tenant',
        advice: 'Small letters, digits and hyphens: the name of its folder',
        fixed: session !== undefined,
      },
      { kind: 'text', key: 'ninea', label: 'NINEA', advice: 'The number in the register; may be empty' },
      { kind: 'radio', key: 'sector', label: 'Sector', options: sectors, advice: '← → chooses' },
      { kind: 'search', key: 'country', label: 'Country', options: countries, advice: 'typing finds another one' },
      { kind: 'text', key: 'site', label: 'Main site', advice: 'e.g. Magasin Plateau' },
      { kind: 'text', key: 'address', label: 'Address', advice: 'Street and town of the site' },
    ],
    buttons: [{ key: 'on', label: session === undefined ? 'Start the onboarding' : 'Save and go on' }],
  };
}

export function openCompany(session: Session | undefined, tenant = ''): PageState {
  const company = session?.company ?? { ...empty, tenant };
  return openPage(companyPage(session), { ...company });
}

/** What was answered, without blanks around it. */
export function companyOf({ values }: PageState): Company {
  const value = (key: keyof Company) => (values[key] ?? '').trim();
  return {
    tenant: value('tenant'),
    name: value('name'),
    ninea: value('ninea'),
    sector: value('sector'),
    country: value('country'),
    site: value('site'),
    address: value('address'),
  };
}

/** The tenant that a company's name proposes: no accents, no marks, at most 63 characters. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae');
  return plain
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 63)
    .replace(/-+$/, '');
}

/** The page with the tenant that the name proposes. It does not count as something that somebody wrote. */
export function withSlug(page: PageState): PageState {
  const { touched } = page;
  return { ...answeredWith(page, 'tenant', slugOf(page.values.name ?? '')), touched };
}

const longest: Readonly<Partial<Record<keyof Company, number>>> = { name: 255, ninea: 50, site: 255, address: 1000 };
const needed: readonly (keyof Company)[] = ['name', 'tenant', 'sector', 'country', 'site', 'address'];

/** What can be told wrong without looking anything up. */
export function companyProblems(company: Company): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  for (const key of needed) if (company[key] === '') problems[key] = key === 'sector' ? 'choose one' : 'needed';
  for (const [key, most] of Object.entries(longest)) {
    const { length } = company[key as keyof Company];
    if (length > most) problems[key] = `${length} characters, and ${most} at most`;
  }
  if (company.tenant !== '' && !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(company.tenant))
    problems.tenant = 'a-z, 0-9 and hyphens, 63 at most, a hyphen at neither end';
  return problems;
}

/** What to look up for the company as it stands on the screen. */
export function companyQuestion({ company, session }: Pick<WizardState, 'company' | 'session'>): Question | undefined {
  const { tenant, name, ninea, country } = companyOf(company);
  if (name === '' && tenant === '' && ninea === '') return undefined;
  return { kind: 'company', company: { tenant, name, ninea, country }, id: session?.id };
}

export function companyWords(
  state: Pick<WizardState, 'company' | 'session' | 'ownTenant'> & { answers: Answers },
): PageWords {
  const company = companyOf(state.company);
  const found = answerTo(state.answers, companyQuestion(state));
  const proposed = !state.ownTenant && state.session === undefined && company.tenant !== '';
  return {
    problems: { ...found?.problems, ...companyProblems(company) },
    notes: proposed ? { tenant: { text: 'proposed from the name', tone: 'faint' } } : {},
  };
}

export function sameCompany(one: Company, other: Company): boolean {
  return changedFields(one, other).length === 0;
}

/** The answers in which two companies differ. */
export function changedFields(one: Company, other: Company): readonly (keyof Company)[] {
  return (Object.keys(empty) as (keyof Company)[]).filter((key) => one[key] !== other[key]);
}
