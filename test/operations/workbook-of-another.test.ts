import { expect, test } from 'vitest';
import { workbooks } from '../../src/adapters/workbook/index.ts';
import type { Cell } from '../../src/domain/sheet.ts';
import { remarksOnCover } from '../../src/kinds/onboarding/import/cover.ts';
import { templateOf } from '../../src/kinds/onboarding/import/template.ts';
import { readWorkbookIn } from '../../src/operations/read-workbook.ts';
import { filledWorkbook } from '../kit/filled-workbook.ts';

const now = '2026-11-26T08:00:00Z';

async function told(bytes: Uint8Array, company?: string) {
  const { remarks } = await readWorkbookIn(workbooks, { bytes, locale: 'en', now, ...(company && { company }) });
  return remarks.filter(({ code }) => code === 'company.other');
}

test.each(['en', 'fr'] as const)(
  'a workbook in %s that was made for another company is told with its cell',
  async (locale) => {
    const bytes = await workbooks.write(templateOf({ company: 'Épicerie Ndiaye', locale, now }));
    const [remark, ...more] = await told(bytes, 'Boutique Sow');
    expect(more).toEqual([]);
    expect(remark).toMatchObject({
      severity: 'remark',
      sheet: 'Instructions',
      cell: 'A2',
      value: 'Épicerie Ndiaye',
      message: { en: 'The workbook was made for "Épicerie Ndiaye", and it is to be the data of "Boutique Sow".' },
    });
    expect(await told(bytes, 'EPICERIE  NDIAYE')).toEqual([]);
    expect(await told(bytes)).toEqual([]);
  },
);

test('one that names no company is anybody’s', async () => {
  expect(await told(filledWorkbook(), 'Boutique Sow')).toEqual([]);
});

test('one that names the company no more is anybody’s too', () => {
  const cells = (text: string): Cell[] => [{ kind: 'text', text }];
  const rows = [
    { row: 1, hidden: false, cells: cells('Your products and sales') },
    { row: 3, hidden: false, cells: cells('This workbook takes the products that you sell') },
  ];
  expect(remarksOnCover('Instructions', rows, 'Boutique Sow')).toEqual([]);
});
