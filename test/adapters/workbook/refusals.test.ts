import { describe, expect, it } from 'vitest';
import { workbookLimits } from '../../../src/adapters/workbook/limits.ts';
import type { PackedPart } from '../../../src/adapters/workbook/package/open-package.ts';
import { packPart, writePackage } from '../../../src/adapters/workbook/package/write-package.ts';
import { makeSheet, makeWorkbook, partsOf, type RawWorkbook } from '../../kit/make-workbook.ts';
import { refusalOf } from './read-all.ts';

const oneCell = '<row r="1"><c r="A1"><v>1</v></c></row>';
const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const text = (value: string) => Buffer.from(value);

/** A workbook with other parts put in place, as they are packed. */
function packed(
  change: (parts: PackedPart[]) => PackedPart[],
  workbook: RawWorkbook = { sheets: [{ name: 'Data', rows: oneCell }] },
): Uint8Array {
  return writePackage(change([...partsOf(workbook)].map(([name, content]) => packPart(name, content))));
}

const withPart = (part: PackedPart) => packed((parts) => [...parts.filter(({ name }) => name !== part.name), part]);

/** What a part says of itself is not what it is. */
const lying = (name: string, content: Buffer, said: Partial<PackedPart>) =>
  withPart({ ...packPart(name, content), ...said });

function without(name: string): Uint8Array {
  return packed((parts) => parts.filter((part) => part.name !== name));
}

/** Both parts are read from the same bytes: the second lies within the first. */
function overlapping(): Uint8Array {
  const inner = packPart('b.xml', Buffer.alloc(5000, 'b'));
  const local = Buffer.from(writePackage([inner])).subarray(0, 30 + inner.name.length + inner.data.length);
  const outer: PackedPart = { ...packPart('a.xml', local), method: 0, data: local };
  const bytes = Buffer.from(writePackage([outer, inner]));
  const second = bytes.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
  bytes.writeUInt32LE(30 + outer.name.length, second + 42);
  return bytes;
}

const sheetPart = 'xl/worksheets/sheet1.xml';
const sheetOf = (data: string, before = '') =>
  `${before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${data}</sheetData></worksheet>`;
const laughs = `<!DOCTYPE lolz [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, index) => `<!ENTITY ${'bcdefghij'[index]} "${`&${'abcdefghi'[index]};`.repeat(10)}">`).join('')}]>`;

const files: Record<string, [Uint8Array, RegExp]> = {
  'an empty file': [new Uint8Array(), /is empty/],
  'a file that is too large': [Buffer.alloc(workbookLimits.bytes + 1, 'PK'), /10485761 bytes/],
  'an old .xls': [Buffer.concat([ole, Buffer.alloc(2000), Buffer.from('Workbook', 'utf16le')]), /old \.xls/],
  'a workbook with a password': [
    Buffer.concat([ole, Buffer.alloc(2000), Buffer.from('EncryptedPackage', 'utf16le')]),
    /locked with a password/,
  ],
  'a .doc': [Buffer.concat([ole, Buffer.alloc(2000), Buffer.from('WordDocument', 'utf16le')]), /Word document/],
  'a CSV named .xlsx': [text('\ufeffCode;Nom\nP001;Riz\n'), /plain text such as CSV.*"Code;Nom"/],
  'a web page named .xlsx': [text('<html><table><tr><td>1</td></tr></table></html>'), /web page/],
  'an XML spreadsheet': [text('<?xml version="1.0"?><Workbook/>'), /plain XML/],
  'a PDF': [text('%PDF-1.7'), /is a PDF/],
  'some bytes': [Buffer.from([1, 2, 0, 3]), /no \.xlsx workbook/],
  'two letters': [text('PK'), /zip cannot be read/],
  'a workbook that is cut off': [makeSheet(oneCell).slice(0, 900), /zip cannot be read/],
  'an .ods': [
    writePackage([
      packPart('mimetype', 'application/vnd.oasis.opendocument.spreadsheet'),
      packPart('content.xml', '<office/>'),
    ]),
    /OpenDocument file \(\.ods\)/,
  ],
  'a .docx': [withPart(packPart('word/document.xml', '<document/>')), /Word document/],
  'a .pptx': [withPart(packPart('ppt/presentation.xml', '<p/>')), /presentation/],
  'an .xlsb': [withPart(packPart('xl/workbook.bin', Buffer.alloc(9))), /\.xlsb/],
  macros: [withPart(packPart('xl/vbaProject.bin', Buffer.alloc(9))), /macros/],
  'macros that are only named': [
    withPart(
      packPart(
        '[Content_Types].xml',
        '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
      ),
    ),
    /macros/,
  ],
  'a workbook in a zip': [
    writePackage([packPart('data.xlsx', Buffer.from(makeSheet(oneCell)))]),
    /zip without \[Content_Types\]\.xml/,
  ],
  'a zip without a workbook': [without('xl/workbook.xml'), /"xl\/workbook\.xml": the workbook has no such part/],
  'a sheet that is not there': [without(sheetPart), /sheet "Data": the sheet is listed, and is not there/],
  'looks that are not there': [without('xl/styles.xml'), /"xl\/styles\.xml": the part is named, and is not there/],
};

const zips: Record<string, [Uint8Array, RegExp]> = {
  'a part that says less than it is': [lying(sheetPart, text(sheetOf(oneCell)), { size: 10 }), /too many bytes/],
  'a part that says more than it is': [lying(sheetPart, text(sheetOf(oneCell)), { size: 4000 }), /not enough bytes/],
  'a part with another checksum': [lying(sheetPart, text(sheetOf(oneCell)), { crc: 1 }), /checksum/],
  'a part packed in another way': [lying(sheetPart, text(sheetOf(oneCell)), { method: 12 }), /packed in a way \(12\)/],
  'a part that is no deflate': [
    lying(sheetPart, text(sheetOf(oneCell)), { data: Buffer.alloc(40, 0xff), method: 8 }),
    /zip cannot be read/,
  ],
  'a bomb by its ratio': [
    withPart(packPart('xl/media/a.xml', Buffer.alloc(8 << 20))),
    /8388608 bytes, more than 200 times/,
  ],
  'a bomb by its sum': [
    packed((parts) => [
      ...parts,
      ...Array.from({ length: 3 }, (_, index) => ({
        ...packPart(`x${index}`, ''),
        size: 100 << 20,
        data: Buffer.alloc(1 << 20),
        method: 8,
      })),
    ]),
    /unpacked, the file would have more than/,
  ],
  'a bomb of parts that overlap': [overlapping(), /shares its bytes with another/],
  'thousands of parts': [
    packed((parts) => [...parts, ...Array.from({ length: 3000 }, (_, index) => packPart(`p${index}`, ''))]),
    /zip of 3006 parts/,
  ],
  'a part that is there twice': [
    packed((parts) => [...parts, packPart('XL/workbook.xml', 'x')]),
    /has this part twice/,
  ],
  'a path that goes up': [withPart(packPart('../../etc/passwd', 'x')), /invalid relative path/],
  'an absolute path': [withPart(packPart('/etc/passwd', 'x')), /absolute path/],
  'a path of another system': [withPart(packPart('C:\\x', 'x')), /absolute path/],
  'a part under two names': [
    (() => {
      const bytes = Buffer.from(makeSheet(oneCell));
      bytes.write('X', 30 + 1);
      return bytes;
    })(),
    /names this part in two ways/,
  ],
  'a part that is encrypted': [
    (() => {
      const bytes = Buffer.from(makeSheet(oneCell));
      const first = bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
      bytes.writeUInt16LE(0x801, first + 8);
      return bytes;
    })(),
    /encrypted/,
  ],
};

const sheets: Record<string, [string, RegExp]> = {
  'an entity from outside': [
    sheetOf(
      '<row><c t="inlineStr"><is><t>&x;</t></is></c></row>',
      '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ),
    /declares a document type/,
  ],
  'entities that multiply': [
    sheetOf('<row><c t="inlineStr"><is><t>&j;</t></is></c></row>', laughs),
    /declares a document type/,
  ],
  'an entity nobody declared': [
    sheetOf('<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row>'),
    /cell "A1": the text holds &, which/,
  ],
  'a character that is none': [
    sheetOf('<row r="1"><c r="A1" t="inlineStr"><is><t>&#x110000;</t></is></c></row>'),
    /cell "A1".*stands for nothing/,
  ],
  'another encoding': [sheetOf(oneCell, '<?xml version="1.0" encoding="UTF-7"?>'), /not UTF-8 but says UTF-7/],
  'a row far beyond': [sheetOf('<row r="1000000000"/>'), /row number 1000000000/],
  'a negative row': [sheetOf('<row r="-5"/>'), /row number -5/],
  'row zero': [sheetOf('<row r="0"/>'), /row number 0/],
  'a row that is no number': [sheetOf('<row r="1e3"/>'), /row number 1e3/],
  'rows out of order': [sheetOf('<row r="7"/><row r="7"/>'), /row 7 comes after row 7/],
  'cells out of order': [sheetOf('<row r="1"><c r="B1"/><c r="A1"/></row>'), /a cell named A1 after column B of row 1/],
  'a cell of another row': [sheetOf('<row r="1"><c r="A2"/></row>'), /a cell named A2/],
  'a cell of no column': [sheetOf('<row r="1"><c r="XFE1"/></row>'), /a cell named XFE1/],
  'a cell outside of a row': [sheetOf('<c r="A1"><v>1</v></c>'), /a cell named A1/],
  'a value far to the right': [
    sheetOf('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
    /cell "XFD1": a value beyond column AMJ/,
  ],
  'a text that is not there': [
    sheetOf('<row r="1"><c r="A1" t="s"><v>4</v></c></row>'),
    /cell "A1": the cell names text number 4, and the workbook has 0/,
  ],
  'a text with a negative number': [sheetOf('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'), /text number -1/],
  'a cell that is too long': [
    sheetOf(`<row r="1"><c r="B1" t="inlineStr"><is><t>${'x'.repeat(40_000)}</t></is></c></row>`),
    /sheet "Data", cell "B1": a cell holds more than 32767/,
  ],
  'a cell that is too long in many runs': [
    sheetOf(`<row r="1"><c r="B1" t="inlineStr"><is>${`<r><t>${'x'.repeat(300)}</t></r>`.repeat(120)}</is></c></row>`),
    /cell "B1": a cell holds more than 32767/,
  ],
  'XML that ends in the middle': ['<worksheet><sheetData><row r="1">', /ends in the middle/],
  'XML that crosses': ['<worksheet><sheetData></worksheet></sheetData>', /closes a tag that is not open/],
  'XML of two documents': [`${sheetOf('')}<a/>`, /more than one document/],
  'XML that is too deep': ['<a>'.repeat(200), /nested too deeply/],
  'no XML': ['hello', /no XML|in the middle/],
  nothing: ['', /in the middle/],
  'a tag that never ends': [`<worksheet a="${'x'.repeat(500_000)}`, /a text of more than/],
  'a merged range that is none': [
    `<worksheet><sheetData/><mergeCells><mergeCell ref="A1:B99999999"/></mergeCells></worksheet>`,
    /merged range/,
  ],
};

describe('a file is refused that is', () => {
  it.each(Object.entries(files))('%s', async (_, [bytes, reason]) => {
    expect((await refusalOf(bytes)).message).toMatch(reason);
  });
});

describe('a zip is refused with', () => {
  it.each(Object.entries(zips))('%s', async (_, [bytes, reason]) => {
    expect((await refusalOf(bytes)).message).toMatch(reason);
  });
});

describe('a sheet is refused with', () => {
  it.each(Object.entries(sheets))('%s', async (_, [xml, reason]) => {
    expect((await refusalOf(makeSheet('', { parts: { [sheetPart]: xml } }))).message).toMatch(reason);
  });
});

describe('a workbook is refused with', () => {
  const sheet = (name: string) => ({ name, rows: '' });

  it('a document type in a part that nobody reads', async () => {
    const parts = { 'docProps/custom.xml': '<!DOCTYPE a><a/>' };
    expect((await refusalOf(makeSheet(oneCell, { parts }))).message).toMatch(
      /"docProps\/custom\.xml": the part declares/,
    );
  });

  it('a document type that two pieces of the part share', async () => {
    for (const shift of [0, 3, 6]) {
      const before = `<a>${'<!-- -->'.repeat(2047)}${' '.repeat(shift)}`;
      const parts = {
        'xl/aside.xml': `${before}<!DOCTYPE a [<!ENTITY b "c">]>${Array.from({ length: 9000 }, (_, n) => n).join()}</a>`,
      };
      expect((await refusalOf(makeSheet(oneCell, { parts }))).message).toMatch(/declares a document type/);
    }
  });

  it('UTF-16, in which a document type would not be seen', async () => {
    const parts = { [sheetPart]: Buffer.from(`\ufeff${sheetOf(oneCell)}`, 'utf16le') };
    expect((await refusalOf(makeSheet('', { parts }))).message).toMatch(/not UTF-8/);
  });

  it('bytes that are no UTF-8', async () => {
    const parts = {
      [sheetPart]: Buffer.from(sheetOf('<row><c t="inlineStr"><is><t>\xe9</t></is></c></row>'), 'latin1'),
    };
    expect((await refusalOf(makeSheet('', { parts }))).message).toMatch(/not UTF-8/);
  });

  it('two sheets of a name', async () => {
    expect((await refusalOf(makeWorkbook({ sheets: [sheet('Data'), sheet('DATA')] }))).message).toMatch(
      /two sheets have the name "DATA"/,
    );
  });

  it('a hundred sheets', async () => {
    const many = Array.from({ length: 100 }, (_, index) => sheet(`S${index}`));
    expect((await refusalOf(makeWorkbook({ sheets: many }))).message).toMatch(/has 100 sheets/);
  });

  it('no sheet', async () => {
    expect((await refusalOf(makeWorkbook({ sheets: [] }))).message).toMatch(/no sheet/);
  });

  it('more cells than are taken, though all of them are blank', async () => {
    const rows = `<row>${'<c/>'.repeat(16_000)}</row>`.repeat(320);
    const noise = Array.from(
      { length: 60_000 },
      (_, index) => `<!--${(index * 2_654_435_761) % 4_294_967_296}-->`,
    ).join('');
    expect((await refusalOf(makeSheet(rows + noise))).message).toMatch(/sheet "Data": more than 5000000 cells/);
  });

  it('more rows than are taken, in all sheets together', async () => {
    const rows = '<row><c><v>1</v></c></row>'.repeat(120_000);
    const noise = Array.from({ length: 40_000 }, (_, index) => `<!--${index * 7919}-->`).join('');
    const bytes = makeWorkbook({ sheets: ['A', 'B'].map((name) => ({ name, rows, after: noise })) });
    expect((await refusalOf(bytes)).message).toMatch(/sheet "B": the sheets have more than 200000 rows/);
  });

  it('texts that are too much for all cells together', async () => {
    const one = `<si><t>${'y'.repeat(32_000)}</t></si>`;
    const noise = Array.from(
      { length: 200_000 },
      (_, index) => `<!--${(index * 2_654_435_761) % 4_294_967_296}-->`,
    ).join('');
    const bytes = makeSheet(oneCell, { texts: one.repeat(1700) + noise });
    expect((await refusalOf(bytes)).message).toMatch(/texts of all cells together/);
  });

  it('a sheet name that would paint the terminal', async () => {
    const bytes = makeWorkbook({ sheets: [sheet('\u202e\u0085evil'), sheet('\u202e\u0085evil')] });
    expect((await refusalOf(bytes)).message).toBe('two sheets have the name "evil"');
  });
});
