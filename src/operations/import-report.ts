import type { Json } from '../domain/json.ts';
import type { Locale } from '../domain/notice.ts';
import type { RecordData } from '../domain/record.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Finding, Remark } from '../kinds/onboarding/import/findings.ts';
import { lineOf, marksOf } from '../kinds/onboarding/import/marks.ts';
import { partsOf, type Quality } from '../kinds/onboarding/import/quality.ts';
import { specOf, usualLocale } from '../kinds/onboarding/spec.ts';
import type { OnboardingDeps } from './onboarding-deps.ts';
import type { ImportOutcome } from './read-workbook.ts';

export type { Finding, Remark };

/** What became of reading a workbook in, or what would. */
export interface ImportReport {
  id: string;
  tenant: string;
  state: string;
  record: RecordData;
  /** The language of those who filled the workbook in. */
  locale: Locale;
  dryRun: boolean;
  /** What stands is not what stood before; in a dry run: would not be. */
  changed: boolean;
  /** Somebody had approved what stood before, and has to look at this. */
  voided: boolean;
  /** undefined where there are errors. */
  plan: string | undefined;
  products: number;
  sales: number;
  statistics: Readonly<Record<string, Json>>;
  quality: { score: number; parts: Readonly<Record<string, number>>; because?: Quality['parts'] };
  /** How many there are; `told` says what they are, where the workbook was read this time. */
  remarks: number;
  told: readonly Remark[];
  /** The first thousand. */
  errors: readonly Finding[];
  moreErrors: number;
}

export interface Read {
  loaded: { id: string; record: RecordData };
  outcome: ImportOutcome;
  dryRun: boolean;
  changed: boolean;
  voided?: boolean;
  plan: string | undefined;
}

export function reportOf({ loaded, outcome, dryRun, changed, voided = false, plan }: Read): ImportReport {
  const { errors, moreErrors, remarks, counts } = outcome;
  const quality = outcome.plan?.quality;
  return {
    ...about(loaded),
    dryRun,
    changed,
    voided,
    plan,
    products: outcome.plan?.statistics.products ?? counts.products.rows,
    sales: outcome.plan?.statistics.sales ?? counts.sales.rows,
    statistics: { ...outcome.plan?.statistics },
    quality: {
      score: quality?.score ?? 0,
      parts: partsOf(quality),
      ...(quality === undefined ? {} : { because: quality.parts }),
    },
    remarks: remarks.length,
    told: remarks,
    errors,
    moreErrors,
  };
}

function about({ id, record }: Read['loaded']) {
  return {
    id,
    tenant: record.metadata.tenant,
    state: record.status?.state ?? 'draft',
    record,
    locale: specOf(record).locale ?? usualLocale,
  };
}

/** The errors as one refusal, with each of them. */
export function workbookInvalid({ id, errors, moreErrors }: ImportReport, name: string, locale: Locale): RgzError {
  const count = errors.length + moreErrors;
  const more = moreErrors === 0 ? '' : `; the first ${errors.length} are told`;
  return new RgzError(
    'workbook.invalid',
    `${name}: ${count} ${count === 1 ? 'error' : 'errors'}, nothing was imported${more}`,
    {
      remedy: [
        'correct them in the file, and import it again',
        `rgz onboarding import ${id} ${name} --marked ${name.replace(/\.xlsx$/i, '')}-marked.xlsx   # a copy with each of them marked`,
      ],
      explanations: errors.map((each) => ({
        rule: each.code,
        message: lineOf(each, locale),
        cell: {
          sheet: each.sheet,
          row: each.row,
          column: each.column,
          cell: each.cell,
          header: each.header,
          value: each.value,
          remedy: each.remedy[locale],
        },
      })),
    },
  );
}

/** A copy of the workbook in which the faulty cells are marked, and listed in a sheet of their own. */
export async function markedCopy(
  deps: Pick<OnboardingDeps, 'loadWorkbooks'>,
  bytes: Uint8Array,
  errors: readonly Finding[],
  locale: Locale,
): Promise<Uint8Array> {
  return (await deps.loadWorkbooks()).mark(bytes, marksOf(errors, locale), locale);
}
