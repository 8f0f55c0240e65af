import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { productFields, saleFields } from '../../src/domain/data-files.ts';
import { amountText, largestAmount, largestCount } from '../../src/kinds/onboarding/import/amount.ts';
import { type ColumnRule, productTable, saleTable } from '../../src/kinds/onboarding/import/columns.ts';
import { exampleCodes } from '../../src/kinds/onboarding/import/example-rows.ts';
import { mostErrors } from '../../src/kinds/onboarding/import/findings.ts';
import { lastHeaderRow } from '../../src/kinds/onboarding/import/header.ts';
import { mostMonths } from '../../src/kinds/onboarding/import/import.ts';
import { messages } from '../../src/kinds/onboarding/import/messages.ts';
import { advisedMonths, nearPercent, qualityRules } from '../../src/kinds/onboarding/import/quality.ts';
import { readDate } from '../../src/kinds/onboarding/import/read-date.ts';
import { readAmount } from '../../src/kinds/onboarding/import/read-number.ts';

const page = readFileSync(new URL('../../docs/onboarding-import.md', import.meta.url), 'utf8');
const section = (title: string) => page.split(/^## /m).find((each) => each.startsWith(`${title}\n`)) ?? '';
const rows = (title: string) =>
  [...section(title).matchAll(/^\| (.*) \|$/gm)].slice(1).map(([, cells = '']) => cells.split(' | '));

function holds({ format, longest, positive }: ColumnRule): string {
  if (longest !== undefined) return `${format}, ${longest} characters at most`;
  if (format === 'date') return format;
  return positive === true ? `${format} above 0` : `${format}, 0 or more`;
}

test('has a row for each column', () => {
  const expected = [productTable, saleTable].flatMap(({ names, columns }) =>
    columns.map((column) => [
      `${names.en}, ${names.fr}`,
      `${column.titles.en}, ${column.titles.fr}`,
      column.dispensable === true ? 'the column may be left out' : column.required ? 'yes' : 'no',
      holds(column),
    ]),
  );
  expect(rows('Sheets and columns')).toEqual(expected);
});

test('has a row for everything that can be told', () => {
  const expected = Object.entries(messages).map(([code, { severity, message, remedy }]) => [
    `\`${code}\``,
    severity,
    message.en,
    remedy.en,
  ]);
  expect(rows('What is told')).toEqual(expected);
});

test('has a row for each part of the score', () => {
  const expected = Object.entries(qualityRules).map(([rule, { of }]) => [`\`${rule}\``, String(of)]);
  expect(rows('The score').map((cells) => cells.slice(0, 2))).toEqual(expected);
  expect(section('The score')).toContain(`the ${advisedMonths} advised months`);
  expect(section('The score')).toContain(`within ${nearPercent} %`);
});

test('has the limits and the fields', () => {
  for (const text of [
    `first ${lastHeaderRow} rows`,
    `${mostMonths} months ago`,
    `first ${mostErrors.toLocaleString('en')} errors`,
    `at most ${amountText(largestAmount)} and a count at most ${largestCount}`,
    `\`${productFields.join()}\``,
    `\`${saleFields.join()}\``,
    ...exampleCodes,
  ])
    expect(page).toContain(text);
});

describe('what it says of cells is so', () => {
  const amount = (text: string) => {
    const read = readAmount({ kind: 'text', text });
    return 'fault' in read ? 'refused' : amountText(read.value).replace(/\.00$/, '');
  };
  const readings = rows('How cells are read').map(([left = '', right = '']) => ({
    texts: [...left.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text),
    right,
  }));

  test.each(
    readings.filter(
      ({ texts }) => /^[\d.,\s]+(?:FCFA)?$/.test(texts[0] ?? '') && !/\d{2}\.\d{2}\./.test(texts[0] ?? ''),
    ),
  )('of the amounts $texts', ({ texts, right }) => {
    const said = right.startsWith('refused')
      ? texts.map(() => 'refused')
      : /^[\d., ]+/.exec(right)?.[0].trim().split(', ');
    expect(texts.map(amount)).toEqual(said);
  });

  test.each(readings.filter(({ texts }) => /^\d+[/-]\d+[/-]\d+$/.test(texts[0] ?? '')))(
    'of the dates $texts',
    ({ texts, right }) => {
      for (const text of texts) {
        const [en, fr] = (['en', 'fr'] as const).map((locale) => 'fault' in readDate({ kind: 'text', text }, locale));
        const both = right === 'refused';
        expect([text, en, fr]).toEqual([
          text,
          both || /in English refused/.test(right),
          both || /in French refused/.test(right),
        ]);
      }
    },
  );
});
