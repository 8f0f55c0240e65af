import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv, writeCsv } from '../../src/domain/csv.ts';

describe('a field', () => {
  test.each([
    ['Riz', 'Riz'],
    ['Riz, blanc', '"Riz, blanc"'],
    ['5" de long', '"5"" de long"'],
    ['a\nb', '"a\nb"'],
    ['=1+1', "'=1+1"],
    ['+221 77', "'+221 77"],
    ['-5', "'-5"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t'=1"],
    ['\r=1', '"\'\r\'=1"'],
    ['＝1', "'＝1"],
    ["'=1", "''=1"],
    ['a;=1', "a;'=1"],
    ["a;'=1", "a;''=1"],
    ['a;"=1', '"a;""\'=1"'],
    ['a\t+1', "a\t'+1"],
    ['a; -5 %', 'a; -5 %'],
    ['a=1;b', 'a=1;b'],
    ["'quoted'", "'quoted'"],
    ["l'eau", "l'eau"],
    ['=A,B', '"\'=A,B"'],
    ['', ''],
  ])('%j is written as %j, and read again', (text, written) => {
    expect(writeCsv([[text, 'x']])).toBe(`${written},x\n`);
    expect(readCsv(`${written},x\n`)).toEqual({ rows: [[text, 'x']] });
  });

  test('never begins as a formula does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(writeCsv([[text]])).not.toMatch(/(^|[;\t])"*[=+\-@\t\r]/);
      }),
    );
  });
});

test('any rows come back', () => {
  const field = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'\'"=,;\n\r+-@\ta') }));
  fc.assert(
    fc.property(fc.array(fc.array(field, { minLength: 1 })), (rows) => {
      expect(readCsv(writeCsv(rows))).toEqual({ rows });
    }),
  );
});

test('a long run of quotes or apostrophes takes no longer than any other text', () => {
  for (const mark of ['"', "'"]) {
    const text = `;${mark.repeat(400_000)}`;
    expect(readCsv(writeCsv([[text]]))).toEqual({ rows: [[text]] });
  }
});

test.each([
  [
    'a,b\r\nc,d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a,b\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['"a"\r\n', [['a']]],
  ['a,', [['a', '']]],
  ['', []],
])('%j of another program is read', (text, rows) => expect(readCsv(text)).toEqual({ rows }));

test.each([
  ['"a', 'row 1'],
  ['a\nb"c"\n', 'row 2'],
  ['"a"b\n', 'row 1'],
  ['"a"\r,b\n', 'row 1'],
])('%j is refused', (text, where) => expect(readCsv(text)).toEqual({ refused: expect.stringContaining(where) }));
