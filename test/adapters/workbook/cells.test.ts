import { describe, expect, it } from 'vitest';
import { workbooks } from '../../../src/adapters/workbook/index.ts';
import { makeSheet, makeWorkbook, usualStyles } from '../../kit/make-workbook.ts';
import { firstCells, rowsOf } from './read-all.ts';

const row = (cells: string) => `<row r="1">${cells}</row>`;

describe('cells', () => {
  it('tells texts, numbers, days, booleans and faults apart', async () => {
    const cells = await firstCells(
      makeSheet(
        row(
          '<c r="A1" t="s"><v>0</v></c><c r="B1"><v>12.5</v></c><c r="C1" s="1"><v>46200</v></c><c r="D1" t="b"><v>1</v></c>' +
            '<c r="E1" t="e"><v>#N/A</v></c><c r="F1" t="inlineStr"><is><t>in line</t></is></c><c r="G1" t="d"><v>2026-06-27T10:00:00</v></c>' +
            '<c r="H1"><v>1E+2</v></c><c r="I1" t="b"><v>0</v></c>',
        ),
        { texts: '<si><t>shared</t></si>' },
      ),
    );
    expect(cells).toEqual([
      { kind: 'text', text: 'shared' },
      { kind: 'number', value: 12.5 },
      { kind: 'date', date: '2026-06-27' },
      { kind: 'boolean', value: true },
      { kind: 'fault', text: '#N/A' },
      { kind: 'text', text: 'in line' },
      { kind: 'date', date: '2026-06-27' },
      { kind: 'number', value: 100 },
      { kind: 'boolean', value: false },
    ]);
  });

  it('takes a formula as the value it was last worked out to', async () => {
    const cells = await firstCells(
      makeSheet(
        row(
          '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="C1" t="str"><f>IF(1,"")</f><v></v></c>' +
            '<c r="D1"><f>NOW()</f></c><c r="E1"><f>A1</f><v/></c><c r="F1" s="1"><f>TODAY()</f><v>46200.25</v></c><c r="G1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        ),
      ),
    );
    expect(cells).toEqual([
      { formula: true, kind: 'number', value: 2 },
      { formula: true, kind: 'text', text: 'ab' },
      { kind: 'empty' },
      { formula: true, kind: 'fault', text: '=NOW()' },
      { formula: true, kind: 'fault', text: '=A1' },
      { formula: true, kind: 'date', date: '2026-06-27' },
      { formula: true, kind: 'fault', text: '#DIV/0!' },
    ]);
  });

  it('reads texts as people see them', async () => {
    const texts = [
      '<si><r><t>bold </t></r><r><rPr><b/></rPr><t xml:space="preserve"> rest</t></r></si>',
      '<si><t>漢字</t><rPh sb="0" eb="2"><t>かんじ</t></rPh></si>',
      '<si><t>a &amp;&lt;&gt;&quot;&apos;&#233;&#x1F600; b</t></si>',
      '<si><t xml:space="preserve"> two\r\nlines_x000D_ </t></si>',
      '<si><t>_x005F_x0041_</t></si>',
      '<si><t><![CDATA[<b>&amp;]]></t></si>',
      '<si/>',
      '<si><t>2026-01-02</t></si>',
    ].join('');
    const cells = Array.from({ length: 8 }, (_, index) => `<c t="s"><v>${index}</v></c>`).join('');
    const read = await firstCells(makeSheet(`<row>${cells}</row>`, { texts }));
    expect(read.map((cell) => (cell.kind === 'text' ? cell.text : cell.kind))).toEqual([
      'bold  rest',
      '漢字',
      'a &<>"\'é😀 b',
      ' two\nlines\r ',
      '_x0041_',
      '<b>&amp;',
      '',
      '2026-01-02',
    ]);
  });

  it.each([
    ['yyyy-mm-dd', true],
    ['DD/MM/YYYY', true],
    ['[$-40C]d mmmm yyyy;@', true],
    ['mmm', true],
    ['[Red]yyyy"h"', true],
    ['dd/mm/yyyy hh:mm', true],
    ['General', false],
    ['hh:mm:ss', false],
    ['[h]:mm', false],
    ['[mm]:ss', false],
    ['h:mm AM/PM', false],
    ['0.00 "days"', false],
    ['#,##0\\d', false],
    ['_-* #,##0.00 "FCFA"_-', false],
    ['0;"yyyy"', false],
  ])('sees in the format %s whether it shows a day', async (format, isDay) => {
    const escaped = format.replace(/"/g, '&quot;');
    const styles = usualStyles.replace('yyyy\\-mm\\-dd', escaped);
    const [cell] = await firstCells(makeSheet(row('<c r="A1" s="1"><v>46200</v></c>'), { styles }));
    expect(cell?.kind).toBe(isDay ? 'date' : 'number');
  });

  it.each([
    ['1', false, '1900-01-01'],
    ['59', false, '1900-02-28'],
    ['60', false, undefined],
    ['61', false, '1900-03-01'],
    ['46200.9999', false, '2026-06-27'],
    ['46199.9999999999', false, '2026-06-27'],
    ['0.5', false, undefined],
    ['-3', false, undefined],
    ['2958465', false, '9999-12-31'],
    ['2958466', false, undefined],
    ['0', true, '1904-01-01'],
    ['44738', true, '2026-06-27'],
  ])('makes a day of %s (from 1904: %s)', async (value, from1904, date) => {
    const [cell] = await firstCells(makeSheet(row(`<c r="A1" s="1"><v>${value}</v></c>`), { from1904 }));
    expect(cell).toEqual(date === undefined ? { kind: 'number', value: Number(value) } : { kind: 'date', date });
  });

  it('knows the formats that have a number only', async () => {
    const styles = usualStyles.replace('<xf numFmtId="164" applyNumberFormat="1"/>', '<xf numFmtId="14"/>');
    expect(await firstCells(makeSheet(row('<c r="A1" s="1"><v>46200</v></c>'), { styles }))).toEqual([
      { kind: 'date', date: '2026-06-27' },
    ]);
  });
});

describe('rows', () => {
  it('come in order, without blanks at their end, and without those that hold nothing', async () => {
    const rows = await rowsOf(
      makeSheet(
        '<row r="2" hidden="1"><c r="B2"><v>1</v></c><c r="D2" s="1"/></row><row r="3"><c r="A3" s="1"/></row><row r="4"/><row><c><v>5</v></c><c r="C5"><v>6</v></c></row>',
      ),
    );
    expect(rows).toEqual([
      { row: 2, hidden: true, cells: [{ kind: 'empty' }, { kind: 'number', value: 1 }] },
      { row: 5, hidden: false, cells: [{ kind: 'number', value: 5 }, { kind: 'empty' }, { kind: 'number', value: 6 }] },
    ]);
  });

  it('take no heed of looks that reach to the end of the sheet', async () => {
    expect(
      await rowsOf(makeSheet('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row><row r="1048576"/>')),
    ).toHaveLength(1);
  });

  it('are told with sheets that are hidden and ranges that are merged', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => `<mergeCell ref="B${index + 1}:C${index + 1}"/>`).join('');
    const { sheets } = await workbooks.open(
      makeWorkbook({
        sheets: [
          {
            name: 'A &amp; B',
            rows: '<row><c><v>1</v></c></row>',
            after: `<mergeCells count="1"><mergeCell ref="A1:C2"/></mergeCells>`,
          },
          { name: 'Aside', rows: '', state: 'veryHidden', after: `<mergeCells>${many}</mergeCells>` },
        ],
      }),
    );
    expect(sheets[0]).toEqual({ name: 'A & B', hidden: false, merged: [{ top: 1, left: 1, bottom: 2, right: 3 }] });
    expect(sheets[1]?.hidden).toBe(true);
    expect(sheets[1]?.merged).toHaveLength(3000);
    expect(sheets[1]?.merged[2999]).toEqual({ top: 3000, left: 2, bottom: 3000, right: 3 });
  });

  it('are read with prefixes, single quotes and greater signs in attributes', async () => {
    const sheet =
      "<?xml version='1.0'?><!-- a > b --><x:worksheet xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><x:sheetData><x:row r='1'><x:c note='a>b' t='n' r='A1'><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>";
    expect(await firstCells(makeSheet('', { parts: { 'xl/worksheets/sheet1.xml': sheet } }))).toEqual([
      { kind: 'number', value: 7 },
    ]);
  });

  it('of links to other workbooks are what they were last worked out to, and nothing is fetched', async () => {
    const parts = {
      'xl/externalLinks/externalLink1.xml':
        '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
      'xl/externalLinks/_rels/externalLink1.xml.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x/externalLinkPath" Target="http://192.0.2.1/secret.xlsx" TargetMode="External"/></Relationships>',
    };
    expect(await firstCells(makeSheet(row('<c r="A1"><f>[1]Data!A1</f><v>3</v></c>'), { parts }))).toEqual([
      { formula: true, kind: 'number', value: 3 },
    ]);
  });
});
