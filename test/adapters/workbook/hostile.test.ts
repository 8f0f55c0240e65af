import fc from 'fast-check';
import { expect, it } from 'vitest';
import { workbooks } from '../../../src/adapters/workbook/index.ts';
import { packPart, writePackage } from '../../../src/adapters/workbook/package/write-package.ts';
import { RowReader } from '../../../src/adapters/workbook/read/row-reader.ts';
import { Scanner } from '../../../src/adapters/workbook/xml/scanner.ts';
import type { Row } from '../../../src/domain/sheet.ts';
import { RgzError } from '../../../src/errors/rgz-error.ts';
import { makeSalesWorkbook, partsOf } from '../../kit/make-workbook.ts';
import { count } from './read-all.ts';

const tables = { texts: ['shared'], dateStyles: [false, true], from1904: false };

function rowsOf(pieces: readonly string[]): Row[] {
  const reader = new RowReader('Data', tables);
  const scanner = new Scanner(reader, reader.place);
  for (const piece of pieces) scanner.feed(piece);
  scanner.end();
  return reader.rows;
}

it('reads the same rows wherever the text is cut', () => {
  const xml =
    '\ufeff<?xml version="1.0"?><!-- <row> > --><worksheet a="1>2"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r=\'B1\' s="1"><v>46200</v></c></row>' +
    '<row r="3" hidden="true"><c r="C3" t="inlineStr"><is><r><t>a &amp;</t></r><r><t xml:space="preserve"> b&#13;\r\n</t></r><rPh><t>no</t></rPh></is></c>' +
    '<c r="D3"><f>A1&gt;B1</f><v><![CDATA[7]]></v></c></row></sheetData></worksheet>\n';
  const whole = rowsOf([xml]);
  expect(whole.map(({ cells }) => cells.length)).toEqual([2, 4]);
  expect(rowsOf([...xml])).toEqual(whole);
  fc.assert(
    fc.property(fc.array(fc.nat(xml.length), { maxLength: 12 }), (cuts) => {
      const at = [0, ...cuts.sort((left, right) => left - right), xml.length];
      expect(rowsOf(at.slice(1).map((end, index) => xml.slice(at[index], end)))).toEqual(whole);
    }),
  );
});

/** Opens and reads; anything but a refusal is a fault of ours. */
async function readOrRefuse(bytes: Uint8Array): Promise<'read' | 'refused'> {
  try {
    const workbook = await workbooks.open(bytes);
    for (const { name } of workbook.sheets) await count(workbook.rows(name));
    await workbooks.mark(
      bytes,
      [{ sheet: workbook.sheets[0]?.name ?? '', row: 2, column: 2, value: '', message: 'x' }],
      'en',
    );
    return 'read';
  } catch (error) {
    if (error instanceof RgzError && error.code === 'workbook.refused') return 'refused';
    throw error;
  }
}

it('reads or refuses a file in which bytes were changed', async () => {
  const good = makeSalesWorkbook({ products: 5, sales: 20 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
      async (changes) => {
        const bytes = Buffer.from(good);
        for (const [at, value] of changes) bytes[at] = value;
        expect(['read', 'refused']).toContain(await readOrRefuse(bytes));
      },
    ),
    { numRuns: 300 },
  );
});

it('reads or refuses parts in which markup was changed', async () => {
  const rows = '<row r="2"><c r="B2" t="inlineStr"><is><t>x</t></is></c><c r="C2" s="1"><v>4</v></c></row>';
  const parts = [...partsOf({ sheets: [{ name: 'Data', rows }], texts: '<si><t>a</t></si>' })];
  const shred = fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '&',
    '/',
    '<row>',
    '</row>',
    '<c r="Z9">',
    ' r="1"',
    '&amp;',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '\u0000',
    'xf',
    '</worksheet>',
    '9',
    '',
  );
  let read = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.nat(parts.length - 1),
      fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(8), shred), { minLength: 1, maxLength: 3 }),
      async (which, edits) => {
        const changed = parts.map(([name, content], index) => {
          let text = String(content);
          if (index === which)
            for (const [where, length, insert] of edits) {
              const at = Math.floor(where * text.length);
              text = text.slice(0, at) + insert + text.slice(at + length);
            }
          return packPart(name, text);
        });
        if ((await readOrRefuse(writePackage(changed))) === 'read') read += 1;
      },
    ),
    { numRuns: 600 },
  );
  expect(read).toBeGreaterThan(0);
});
