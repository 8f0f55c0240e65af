import { describe, expect, it } from 'vitest';
import { workbooks } from '../../../src/adapters/workbook/index.ts';
import { openPackage, type Package } from '../../../src/adapters/workbook/package/open-package.ts';
import { readPart } from '../../../src/adapters/workbook/package/read-part.ts';
import type { CellMark } from '../../../src/ports/workbook.ts';
import { makeSalesWorkbook, makeSheet, makeWorkbook } from '../../kit/make-workbook.ts';
import { frenchTemplate } from '../../kit/workbook-template.ts';
import { rowsOf } from './read-all.ts';

const mark = (row: number, column: number, message = 'wrong', sheet = 'Data', value = ''): CellMark => ({
  sheet,
  row,
  column,
  value,
  message,
});
const textsOf = async (bytes: Uint8Array, sheet: string) =>
  (await rowsOf(bytes, sheet)).map(({ cells }) => cells.map((cell) => (cell.kind === 'text' ? cell.text : cell.kind)));

/** The names of the cells of a sheet that are red. */
async function redCells(bytes: Uint8Array, part = 'xl/worksheets/sheet1.xml'): Promise<string[]> {
  const from = await openPackage(bytes);
  const styles = await readPart(from, 'xl/styles.xml');
  const fills = styles.match(/<fill>.*?<\/fill>/gs) ?? [];
  const red = fills.findIndex((fill) => fill.includes('FFFFBFB8'));
  const looks = styles.slice(styles.indexOf('<cellXfs')).match(/<xf .*?(?:\/>|<\/xf>)/gs) ?? [];
  const cells = (await readPart(from, part)).matchAll(/<c\s[^>]*?>/g);
  return [...cells].flatMap(([cell]) => {
    const look = looks[Number(/ s="(\d+)"/.exec(cell)?.[1] ?? 0)] ?? '';
    return look.includes(`fillId="${red}"`) ? [/ r="(\w+)"/.exec(cell)?.[1] ?? '?'] : [];
  });
}

const parts = async (bytes: Uint8Array): Promise<Package> => openPackage(bytes);

describe('marks', () => {
  it('colour and comment cells, and put in those that are not there', async () => {
    const rows =
      '<row r="2"><c r="B2" s="1"><v>46200</v></c><c r="D2"><v>4</v></c></row><row r="4"/><row r="6"><c><v>1</v></c><c><v>2</v></c></row>';
    const cells: [number, number][] = [
      [1, 1],
      [2, 1],
      [2, 2],
      [2, 3],
      [2, 5],
      [4, 2],
      [5, 1],
      [6, 2],
      [9, 3],
    ];
    const marked = await workbooks.mark(
      makeSheet(rows),
      cells.map(([row, column]) => mark(row, column)),
      'en',
    );
    expect((await redCells(marked)).map((name) => (name === '?' ? 'B6' : name))).toEqual([
      'A1',
      'A2',
      'B2',
      'C2',
      'E2',
      'B4',
      'A5',
      'B6',
      'C9',
    ]);
    expect(await rowsOf(marked)).toEqual(await rowsOf(makeSheet(rows)));
    const from = await parts(marked);
    const comments = await readPart(from, 'xl/comments1.xml');
    expect([...comments.matchAll(/ref="(\w+)"/g)].map(([, ref]) => ref)).toEqual([
      'A1',
      'A2',
      'B2',
      'C2',
      'E2',
      'B4',
      'A5',
      'B6',
      'C9',
    ]);
    expect((await readPart(from, 'xl/drawings/vmlDrawing1.vml')).match(/<v:shape /g)).toHaveLength(9);
  });

  it('are put into a sheet that has no rows, and a workbook that has no looks', async () => {
    const sheet =
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>';
    const rels =
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>';
    const plain = makeSheet('', {
      parts: {
        'xl/worksheets/sheet1.xml': sheet,
        'xl/_rels/workbook.xml.rels': rels,
        'xl/styles.xml': '<styleSheet/>',
      },
    });
    const marked = await workbooks.mark(plain, [mark(3, 2)], 'en');
    expect(await textsOf(marked, 'Errors')).toEqual([
      ['Sheet', 'Cell', 'Value', 'What is wrong'],
      ['Data', 'B3', 'empty', 'wrong'],
    ]);
  });

  it('keep the look that a cell had, but for its colour', async () => {
    const marked = await workbooks.mark(
      makeSheet('<row r="1"><c r="A1" s="1"><v>46200</v></c></row>'),
      [mark(1, 1)],
      'en',
    );
    expect((await rowsOf(marked))[0]?.cells).toEqual([{ kind: 'date', date: '2026-06-27' }]);
    expect(await redCells(marked)).toEqual(['A1']);
  });

  it('are listed with what stands there, in the language of who reads it', async () => {
    const rows =
      '<row r="1"><c r="A1" s="1"><v>46200</v></c><c r="B1"><v>-4.5</v></c><c r="C1" t="e"><v>#N/A</v></c><c r="D1" t="inlineStr"><is><t>=1+1</t></is></c></row>';
    const marks = [
      mark(1, 1, 'un', 'Data', '2026-06-27'),
      mark(1, 2, '=2', 'Data', '-4.5'),
      mark(1, 2, 'deux', 'Data', '-4.5'),
      mark(1, 3, '-trois', 'Data', '#N/A'),
      mark(1, 4, 'quatre', 'Data', '=1+1'),
      mark(7, 1, 'sept', 'Absente'),
    ];
    const marked = await workbooks.mark(makeSheet(rows), marks, 'fr');
    expect(await textsOf(marked, 'Erreurs')).toEqual([
      ['Feuille', 'Cellule', 'Valeur', 'Ce qui ne va pas'],
      ['Data', 'A1', '2026-06-27', 'un'],
      ['Data', 'B1', '-4.5', '=2'],
      ['Data', 'B1', '-4.5', 'deux'],
      ['Data', 'C1', '#N/A', '-trois'],
      ['Data', 'D1', '=1+1', 'quatre'],
      ['Absente', 'A7', 'empty', 'sept'],
    ]);
    const from = await parts(marked);
    const sheet = await readPart(from, 'xl/worksheets/errors1.xml');
    expect(sheet).not.toContain('<f>');
    expect(sheet.match(/<hyperlink /g)).toHaveLength(5);
    expect(await readPart(from, 'xl/comments1.xml')).toContain('=2\ndeux');
    const styles = await readPart(from, 'xl/styles.xml');
    expect(styles).toMatch(/<xf [^>]*quotePrefix="1"/);
  });

  it('leave all other parts as they are, byte for byte', async () => {
    const bytes = makeSalesWorkbook({ products: 20, sales: 50 });
    const marked = await workbooks.mark(bytes, [mark(3, 2, 'wrong', 'Ventes')], 'en');
    const [before, after] = [await parts(bytes), await parts(marked)];
    const same = before.names.filter((name) => after.packed(name).crc === before.packed(name).crc);
    expect(before.names.filter((name) => !same.includes(name))).toEqual([
      '[Content_Types].xml',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/worksheets/sheet2.xml',
    ]);
    for (const name of ['Produits', 'Ventes']) expect(await rowsOf(marked, name)).toEqual(await rowsOf(bytes, name));
  });

  it('stand with the notes that are there already', async () => {
    const template = await workbooks.write(frenchTemplate);
    const marked = await workbooks.mark(
      template,
      [mark(5, 1, 'this title', 'Produits'), mark(6, 1, 'this cell', 'Produits')],
      'fr',
    );
    const from = await parts(marked);
    const comments = await readPart(from, 'xl/comments2.xml');
    expect(comments).toMatch(
      /ref="A5"[^>]*><text><r><t xml:space="preserve">this title\n\n<\/t><\/r><r><t>Le code du produit, unique\.<\/t><\/r><\/text>/,
    );
    expect(comments.match(/<comment /g)).toHaveLength(8);
    expect((await readPart(from, 'xl/drawings/vmlDrawing2.vml')).match(/<v:shape /g)).toHaveLength(8);
    expect(await readPart(from, 'xl/worksheets/sheet2.xml')).toContain('<dataValidations');
  });

  it('are listed anew where they were listed before, and beside a sheet of somebody else', async () => {
    const bytes = makeSheet('<row r="1"><c r="A1"><v>1</v></c></row>');
    const once = await workbooks.mark(bytes, [mark(1, 1, 'first'), mark(1, 2, 'second')], 'en');
    const twice = await workbooks.mark(once, [mark(1, 1, 'third', 'Data', '1')], 'en');
    expect((await workbooks.open(twice)).sheets.map(({ name }) => name)).toEqual(['Data', 'Errors']);
    expect((await textsOf(twice, 'Errors')).slice(1)).toEqual([['Data', 'A1', 'number', 'third'].with(2, '1')]);

    const theirs = makeWorkbook({ sheets: [{ name: 'errors', rows: '<row><c><v>9</v></c></row>' }] });
    const marked = await workbooks.mark(theirs, [mark(1, 1, 'wrong', 'errors')], 'en');
    expect((await workbooks.open(marked)).sheets.map(({ name }) => name)).toEqual(['errors', 'Errors 2']);
  });

  it('of an earlier time are taken away: colours, notes and list', async () => {
    const rows = '<row r="1"><c r="A1" s="1"><v>46200</v></c><c r="B1"><v>2</v></c><c r="C1" s="3"><v>3</v></c></row>';
    const once = await workbooks.mark(
      makeSheet(rows),
      [mark(1, 1, 'first'), mark(1, 2, 'second'), mark(2, 3, 'third')],
      'en',
    );
    const twice = await workbooks.mark(once, [mark(1, 2, 'still'), mark(1, 3, 'new')], 'en');
    expect(await redCells(twice)).toEqual(['B1', 'C1']);
    expect(await rowsOf(twice)).toEqual(await rowsOf(makeSheet(rows)));
    const from = await parts(twice);
    const comments = await readPart(from, 'xl/comments1.xml');
    expect(
      [...comments.matchAll(/ref="(\w+)".*?<t [^>]*>(.*?)<\/t>/g)].map(([, ref, text]) => `${ref} ${text}`),
    ).toEqual(['B1 still', 'C1 new']);
    const shapes = await readPart(from, 'xl/drawings/vmlDrawing1.vml');
    expect([...shapes.matchAll(/<x:Column>(\d+)/g)].map(([, column]) => column)).toEqual(['1', '2']);
    const never = await workbooks.mark(twice, [], 'en');
    expect(await redCells(never)).toEqual([]);
    expect(await readPart(await parts(never), 'xl/comments1.xml')).not.toContain('<comment ');
    expect(await rowsOf(never, 'Errors')).toHaveLength(1);
  });

  it('open the workbook at the list, with that sheet alone selected', async () => {
    const marked = await workbooks.mark(await workbooks.write(frenchTemplate), [mark(6, 1, 'x', 'Ventes')], 'fr');
    const from = await parts(marked);
    expect(await readPart(from, 'xl/workbook.xml')).toContain('activeTab="4"');
    for (const name of from.names.filter((each) => /worksheets\/sheet\d/.test(each)))
      expect(await readPart(from, name)).not.toContain('tabSelected="1"');
  });

  it('are thousands in a large workbook without taking long', async () => {
    const bytes = makeSalesWorkbook({ products: 150, sales: 20_000 });
    const marks = Array.from({ length: 10_000 }, (_, index) => mark(2 * index + 2, 3, `wrong ${index}`, 'Ventes'));
    const marked = await workbooks.mark(bytes, marks, 'en');
    expect(await redCells(marked, 'xl/worksheets/sheet2.xml')).toHaveLength(10_000);
    expect(await rowsOf(marked, 'Errors')).toHaveLength(10_001);
  });

  it('are refused for what is no workbook', async () => {
    await expect(workbooks.mark(Buffer.from('a;b'), [], 'en')).rejects.toMatchObject({ code: 'workbook.refused' });
  });
});

describe('a workbook whose markup is made to be searched for ever', () => {
  const rows = '<row r="1"><c r="A1"><v>1</v></c></row>';
  it.each([
    [
      'tags without an end',
      {
        sheets: [
          { name: 'Data', rows },
          { name: 'More', rows: '<sheetView '.repeat(80_000) },
        ],
      },
    ],
    ['tags that are text', { sheets: [{ name: 'Data', rows, after: `<![CDATA[${'<xf>'.repeat(80_000)}]]>` }] }],
  ])('is refused at once: %s', async (_what, raw) => {
    const began = performance.now();
    await expect(workbooks.mark(makeWorkbook(raw), [mark(1, 1)], 'en')).rejects.toMatchObject({
      code: 'workbook.refused',
    });
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
