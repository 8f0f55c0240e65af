import { stateOf } from '../domain/history.ts';
import { actionOf } from '../domain/kind.ts';
import type { Locale } from '../domain/notice.ts';
import type { RecordData } from '../domain/record.ts';
import { templateOf } from '../kinds/onboarding/import/template.ts';
import { specOf, usualLocale } from '../kinds/onboarding/spec.ts';
import type { LoadedRecord, View } from '../ports/records.ts';
import type { OnboardingDeps } from './onboarding-deps.ts';
import { plainBlob } from './plain-blob.ts';
import { loadSession } from './read-session.ts';
import { readWorkbookIn } from './read-workbook.ts';
import { type Stepped, stepOn } from './stepped.ts';
import { askingBy, withRight } from './ways-on.ts';
import type { Written } from './write-until-won.ts';

export interface MadeWorkbook extends Stepped {
  bytes: Uint8Array;
  locale: Locale;
  /** How this person has it imported, but for the name of the file; undefined where it cannot be, now or any more. */
  toImport: string | undefined;
}

/** A repository may have a picture of its own. */
const logoPath = 'templates/workbook/logo.png';

/**
 * The third step: a workbook for the company to fill in. It can be had as often as it is asked for; that it was made is
 * put on record once for each language, while there is no data yet.
 */
export async function makeWorkbook(
  deps: OnboardingDeps,
  id: string,
  asked: { locale?: Locale | undefined } = {},
): Promise<Written<MadeWorkbook>> {
  const { view, loaded } = await loadSession(deps, id);
  const { company, locale: own } = specOf(loaded.record);
  const locale = asked.locale ?? own ?? usualLocale;
  const template = templateOf({
    company: company.name,
    locale,
    now: deps.clock.now(),
    logo: (await ownLogo(deps, view)) ?? (await deps.loadLogo()),
  });
  const bytes = await (await deps.loadWorkbooks()).write(template);
  const written = await stepOn(deps, loaded.id, {
    action: 'workbook-made',
    isDone: ({ record, fold }) => wasMade(record, locale) || (fold.state !== 'in_progress' && fold.state !== undefined),
    make: () => ({ fields: { locale } }),
  });
  return { ...written, result: { ...written.result, bytes, locale, toImport: await toImport(deps, view, loaded) } };
}

async function toImport(
  deps: Pick<OnboardingDeps, 'git'>,
  view: View,
  { id, kind, record, fold }: LoadedRecord,
): Promise<string | undefined> {
  const from = actionOf(kind, 'imported')?.from ?? [];
  if (!from.includes(stateOf(fold)) || (specOf(record).users ?? []).length === 0) return undefined;
  const asking = await askingBy(deps, await view.policy());
  return withRight(asking, 'onboarding.manage', record.metadata.tenant, `rgz onboarding import ${id}`);
}

function wasMade({ status }: RecordData, locale: Locale): boolean {
  return (status?.history ?? []).some((event) => event.action === 'workbook-made' && event.locale === locale);
}

async function ownLogo({ git }: Pick<OnboardingDeps, 'git'>, { tip }: View): Promise<Uint8Array | undefined> {
  const blob = await plainBlob(git, tip.tree, logoPath);
  return blob === undefined ? undefined : git.readBlob(blob);
}

/** Whether a file is a workbook that nobody has filled in yet, so that another may be put in its place. */
export async function isUnfilled(deps: OnboardingDeps, bytes: Uint8Array): Promise<boolean> {
  try {
    const job = { bytes, locale: usualLocale, now: deps.clock.now() } as const;
    const { counts, errors } = await readWorkbookIn(await deps.loadWorkbooks(), job);
    return counts.products.rows + counts.sales.rows === 0 && errors.every(({ code }) => code === 'table.empty');
  } catch {
    return false;
  }
}
