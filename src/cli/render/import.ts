import type { Locale } from '../../domain/notice.ts';
import type { Finding, ImportReport } from '../../operations/import-report.ts';
import type { Context } from '../context.ts';
import { figureWords } from './figure-words.ts';
import { table } from './table.ts';

type Look = Pick<Context, 'width' | 'paint'>;

/** What an import brought, or would bring, in the fields that scripts read. */
export function importJson(report: ImportReport, locale: Locale): Record<string, unknown> {
  const { id, tenant, state, dryRun, changed, plan = null, products, sales, statistics, quality, remarks } = report;
  const because = quality.because?.map((part) => ({ ...part, because: part.because[locale] }));
  return {
    id,
    tenant,
    state,
    dryRun,
    changed,
    plan,
    products,
    sales,
    statistics,
    quality: { score: quality.score, parts: quality.parts, ...(because && { because }) },
    remarks,
    errors: report.errors.length + report.moreErrors,
    told: report.told.map((remark) => ({ ...remark, message: remark.message[locale], remedy: remark.remedy[locale] })),
  };
}

/** The same for people. */
export function importText(report: ImportReport, look: Look, locale: Locale): string {
  const { id, dryRun, changed, plan, products, sales, statistics, quality } = report;
  const { paint } = look;
  const head = dryRun
    ? `${id}: ${changed ? 'this would be imported' : 'this is what stands already'}`
    : `${id}: ${changed ? 'the data is imported' : 'this stands already'}`;
  const figures = Object.entries(statistics).map(([name, value]) => [figureWords(name, locale), String(value ?? '–')]);
  const widest = Math.max(...figures.map(([name = '']) => name.length), 8);
  const parts = quality.because?.map(({ points, of, because }) => `${points}/${of}  ${because[locale]}`);
  return [
    paint('bold', head),
    `  ${products} products, ${sales} lines of sales`,
    `  ${paint('dim', `plan ${plan}`)}`,
    '',
    ...figures.map(([name = '', value]) => `  ${name.padEnd(widest)}  ${value}`),
    '',
    `  quality ${paint(quality.score >= 60 ? 'green' : 'yellow', `${quality.score}/100`)}`,
    ...(parts ?? Object.entries(quality.parts).map(([name, points]) => `${points}  ${figureWords(name, locale)}`)).map(
      (part) => `    ${part}`,
    ),
    ...(report.told.length === 0 ? [] : ['', paint('yellow', 'Taken as it is, but look at it:')]),
    ...(report.told.length === 0 ? [] : [errorTable(report.told, look, locale)]),
  ].join('\n');
}

/** What is wrong, cell by cell, with what to write instead. */
export function errorTable(rows: readonly Finding[], { width, paint }: Look, locale: Locale): string {
  const columns = [
    { title: 'SHEET', value: (row: Finding) => row.sheet, least: 6, leaves: 3 },
    { title: 'CELL', value: (row: Finding) => row.cell },
    { title: 'COLUMN', value: (row: Finding) => row.header, least: 8, leaves: 2 },
    { title: 'VALUE', value: (row: Finding) => row.value, least: 8, leaves: 1 },
    { title: 'WHAT TO DO', value: (row: Finding) => `${row.message[locale]} ${row.remedy[locale]}`, least: 20 },
  ];
  return table(rows, columns, width, paint);
}
