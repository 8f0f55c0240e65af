import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadLogo } from '../../../src/adapters/skeleton/index.ts';
import { workbooks } from '../../../src/adapters/workbook/index.ts';
import { openPackage } from '../../../src/adapters/workbook/package/open-package.ts';
import { readPart } from '../../../src/adapters/workbook/package/read-part.ts';
import type { Cell } from '../../../src/domain/sheet.ts';
import type { TemplateColumn, WorkbookTemplate } from '../../../src/ports/workbook.ts';
import { frenchTemplate } from '../../kit/workbook-template.ts';
import { rowsOf } from './read-all.ts';

const column: TemplateColumn = { title: 'Code', note: '', width: 12, format: 'text', required: true };
const small: WorkbookTemplate = {
  title: 'Title',
  company: 'Company',
  lines: [],
  logo: undefined,
  locale: 'en',
  at: '2026-11-26T08:00:00Z',
  sheets: [{ name: 'Data', instructions: ['Data'], columns: [column], rows: 3, example: [] }],
};

async function partOf(template: WorkbookTemplate, part: string): Promise<string> {
  return readPart(await openPackage(await workbooks.write(template)), part);
}

describe('a template', () => {
  it('is the same bytes each time', async () => {
    const [one, other] = [await workbooks.write(frenchTemplate), await workbooks.write(frenchTemplate)];
    expect(Buffer.compare(one, other)).toBe(0);
    const later = await workbooks.write({ ...frenchTemplate, at: '2026-11-27T08:00:00Z' });
    expect(Buffer.compare(one, later)).not.toBe(0);
  });

  it('tells on its first sheet what goes where', async () => {
    const lines = (await rowsOf(await workbooks.write(frenchTemplate))).map(({ cells }) =>
      cells.map((cell) => (cell.kind === 'text' ? cell.text : '')).join(' | '),
    );
    expect(lines).toContain('Épicerie & Fils « Ndiaye » SARL');
    expect(lines).toContain('Ventes attendues : du 2026-05-26 au 2026-11-26.');
    expect(lines).toContain('Feuille | Colonne | Ce qu’il faut saisir');
    expect(lines).toContain('Ventes | Code Produit | Un code de la feuille Produits. (obligatoire)');
  });

  it('has an example above the titles, and nothing below them, formulas or not', async () => {
    const rows = await rowsOf(await workbooks.write(frenchTemplate), 'Ventes');
    expect(rows.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5]);
    expect(rows[3]?.cells).toEqual(frenchTemplate.sheets[1]?.example);
  });

  it('prints a few pages of each table and not every empty row, and says so at the foot', async () => {
    const book = await partOf(frenchTemplate, 'xl/workbook.xml');
    expect(book).toContain(`localSheetId="2">'Ventes'!$A$1:$E$105</definedName>`);
    expect(await partOf(small, 'xl/workbook.xml')).toContain(`localSheetId="1">'Data'!$A$1:$A$5</definedName>`);
    expect(await partOf(frenchTemplate, 'xl/worksheets/sheet3.xml')).toContain('Les 100 premières lignes.');
  });

  it('has rules for what may be entered', async () => {
    const products = await partOf(frenchTemplate, 'xl/worksheets/sheet2.xml');
    expect(products).toContain('<formula1>COUNTIF($A$6:$A$20005,A6)=1</formula1>');
    expect(products).toContain('<formula1>Listes!$A$1:$A$4</formula1>');
    const sales = await partOf(frenchTemplate, 'xl/worksheets/sheet3.xml');
    expect(sales).toMatch(
      /type="date" sqref="A6:A20005" operator="between".*<formula1>46168<\/formula1><formula2>46352<\/formula2>/,
    );
    expect(sales).toContain(
      "<formula1>OFFSET('Produits'!$A$6,0,0,MAX(1,COUNTA('Produits'!$A$6:$A$20005)),1)</formula1>",
    );
    expect(sales).toMatch(/type="whole" sqref="C6:C20005" operator="greaterThan"/);
  });

  it('offers a short list in place, and does not insist where others are taken too', async () => {
    const rule = { kind: 'list', values: ['Yes', 'No'] } as const;
    const sheetWith = (strict: boolean) =>
      partOf(
        {
          ...small,
          sheets: [{ ...(small.sheets[0] ?? expect.fail()), columns: [{ ...column, rule: { ...rule, strict } }] }],
        },
        'xl/worksheets/sheet2.xml',
      );
    expect(await sheetWith(true)).toMatch(
      /<dataValidation type="list"[^>]*showErrorMessage="1"[^>]*><formula1>"Yes,No"<\/formula1>/,
    );
    expect(await sheetWith(false)).not.toContain('showErrorMessage');
  });

  it('locks titles and formulas, and leaves whole columns free to be filled in', async () => {
    const sales = await partOf(frenchTemplate, 'xl/worksheets/sheet3.xml');
    const styles = await partOf(frenchTemplate, 'xl/styles.xml');
    const looks = styles.slice(styles.indexOf('<cellXfs')).match(/<xf [^>]*\/>|<xf [^>]*>.*?<\/xf>/g) ?? [];
    const isFree = (style: string | undefined) => /locked="0"/.test(looks[Number(style)] ?? expect.fail());
    const styleOf = (cell: string) => new RegExp(`<c r="${cell}"[^>]* s="(\\d+)"`).exec(sales)?.[1];
    expect(sales).toContain('<sheetProtection sheet="1"');
    expect(sales).not.toContain('password');
    expect(isFree(styleOf('A6'))).toBe(true);
    expect(isFree(styleOf('E6'))).toBe(false);
    expect(isFree(styleOf('A1'))).toBe(false);
    expect(isFree(styleOf('B1'))).toBe(false);
    expect(isFree(/<col min="1" max="1" style="(\d+)"/.exec(sales)?.[1])).toBe(true);
    expect(isFree(/<col min="5" max="5" style="(\d+)"/.exec(sales)?.[1])).toBe(false);
  });

  it('keeps the shape of a logo, and takes PNG only', async () => {
    expect(await partOf(frenchTemplate, 'xl/drawings/drawing1.xml')).toContain('<xdr:ext cx="533400" cy="533400"/>');
    await expect(workbooks.write({ ...small, logo: Buffer.from('GIF89a') })).rejects.toMatchObject({
      code: 'input.invalid',
    });
  });

  it('has rgz’s own logo for those who have none', async () => {
    const logo = Buffer.from(await loadLogo());
    const from = await openPackage(await workbooks.write({ ...small, logo }));
    expect(from.packed('xl/media/image1.png').data.equals(logo)).toBe(true);
  });

  it('writes text as text, whatever it begins with', async () => {
    const texts = [
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '#N/A',
      '_x0041_',
      '=HYPERLINK("http://x","y")',
      '\u0001',
      '<b>&amp;</b>',
    ];
    const example: Cell[] = texts.map((text) => ({ kind: 'text', text }));
    const sheet = {
      name: '=Data',
      instructions: texts,
      columns: texts.map((title) => ({ ...column, title, note: title })),
      rows: 1,
      example,
    };
    const bytes = await workbooks.write({ ...small, title: '=1+1', company: '@cmd|x', lines: texts, sheets: [sheet] });
    for (const name of ['Instructions', '=Data'])
      for (const { cells } of await rowsOf(bytes, name))
        for (const cell of cells) expect(['text', 'empty']).toContain(cell.kind);
    const rows = await rowsOf(bytes, '=Data');
    expect(rows.map(({ cells }) => cells[0])).toEqual([
      ...example,
      { kind: 'text', text: 'For example:' },
      example[0],
      example[0],
    ]);
    expect(rows.at(-1)?.cells).toEqual(example);
    const xml = await readPart(await openPackage(bytes), 'xl/worksheets/sheet2.xml');
    expect(xml).not.toContain('<f>');
  });

  it('is read back as it was written', async () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 40 })
      .filter((each) => !/[\ufffe\uffff]/.test(each) && each !== '');
    const day = fc
      .date({ min: new Date('1900-03-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const cell: fc.Arbitrary<{ format: TemplateColumn['format']; cell: Cell }> = fc.oneof(
      text.map((value) => ({ format: 'text' as const, cell: { kind: 'text' as const, text: value } })),
      fc
        .double({ noNaN: true, noDefaultInfinity: true })
        .map((value) => ({ format: 'amount' as const, cell: { kind: 'number' as const, value: value + 0 } })),
      fc.integer().map((value) => ({ format: 'count' as const, cell: { kind: 'number' as const, value } })),
      fc.boolean().map((value) => ({ format: 'text' as const, cell: { kind: 'boolean' as const, value } })),
      day.map((date) => ({ format: 'date' as const, cell: { kind: 'date' as const, date } })),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(cell, { minLength: 1, maxLength: 8 }),
        fc.array(text, { minLength: 1, maxLength: 3 }),
        async (cells, instructions) => {
          const columns = cells.map(({ format }, index) => ({ ...column, title: `T${index}`, format }));
          const example = cells.map((each) => each.cell);
          const bytes = await workbooks.write({
            ...small,
            sheets: [{ name: 'Data', instructions, columns, rows: 1, example }],
          });
          const rows = await rowsOf(bytes, 'Data');
          expect(rows.slice(0, instructions.length).map(({ cells: [first] }) => first)).toEqual(
            instructions.map((line) => ({ kind: 'text', text: line })),
          );
          expect(rows.at(-2)?.cells).toEqual(example);
          expect(rows.at(-1)?.cells).toEqual(columns.map(({ title }) => ({ kind: 'text', text: title })));
        },
      ),
      { numRuns: 60 },
    );
  });
});
