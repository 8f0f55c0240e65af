import { expect, it } from 'vitest';
import { workbooks } from '../../../src/adapters/workbook/index.ts';
import { packPart, writePackage } from '../../../src/adapters/workbook/package/write-package.ts';
import { makeSalesWorkbook, makeSheet, partsOf } from '../../kit/make-workbook.ts';
import { count, refusalOf } from './read-all.ts';

const megabytes = (): number => process.resourceUsage().maxRSS / 1024;
const sheetPart = 'xl/worksheets/sheet1.xml';

/** How much higher the peak of this process is after something was done. */
async function peakOf(doing: () => Promise<unknown>): Promise<number> {
  const before = megabytes();
  await doing();
  return megabytes() - before;
}

/** A cell of so many bytes, packed well but not suspiciously so. */
function longCell(bytes: number): Buffer {
  const piece = Buffer.from(
    Array.from({ length: 256 }, (_, index) => ((index * 7919) % 100_000).toString(36)).join(''),
  );
  const noise = Buffer.alloc(64 * 1024, piece);
  for (let at = 0; at < noise.length; at += 64) noise[at] = 97 + ((at * 31) % 26);
  return Buffer.concat([
    Buffer.from('<worksheet><sheetData><row r="3"><c r="B3" t="inlineStr"><is><t>'),
    Buffer.alloc(bytes, noise),
    Buffer.from('</t></is></c></row></sheetData></worksheet>'),
  ]);
}

it('holds a single cell of many megabytes neither when it is packed nor when it is met', async () => {
  const sheet = longCell(60 << 20);
  const honest = packPart(sheetPart, sheet);
  const parts = [...partsOf({ sheets: [{ name: 'Data', rows: '' }] })].flatMap(([name, content]) =>
    name === sheetPart ? [] : [packPart(name, content)],
  );
  const usual = writePackage([...parts, { ...honest, size: honest.size }]);
  const lying = writePackage([...parts, { ...honest, size: 2000 }]);
  const peak = await peakOf(async () => {
    expect((await refusalOf(usual)).message).toMatch(/sheet "Data", cell "B3": a text of more than/);
    expect((await refusalOf(lying)).message).toMatch(/too many bytes/);
  });
  expect(peak).toBeLessThan(60);
});

it('names the cell of a text that would fill the memory, and unpacks no more of it', async () => {
  // Random letters hardly pack, so that the ratio gives no hint.
  let seed = 1;
  const letters = Buffer.alloc(6 << 20);
  for (let at = 0; at < letters.length; at += 1) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    letters[at] = 97 + ((seed >> 16) % 26);
  }
  const sheet = Buffer.concat([
    Buffer.from('<worksheet><sheetData><row><c r="A1" t="inlineStr"><is><t>'),
    letters,
    Buffer.from('</t></is></c></row></sheetData></worksheet>'),
  ]);
  const bytes = makeSheet('', { parts: { [sheetPart]: sheet } });
  expect((await refusalOf(bytes)).message).toMatch(/sheet "Data", cell "A1": a text of more than 400000 characters/);
});

it('refuses what says to be 700 MB at its word', async () => {
  const parts = [...partsOf({ sheets: [{ name: 'Data', rows: '' }] })].map(([name, content]) =>
    packPart(name, content),
  );
  const sized = parts.map((part) => (part.name === sheetPart ? { ...part, size: 700 << 20 } : part));
  const peak = await peakOf(async () => {
    expect((await refusalOf(writePackage(sized))).message).toMatch(
      /unpacked, the file would have more than 167772160 bytes/,
    );
  });
  expect(peak).toBeLessThan(20);
});

it('reads 50,000 sales row by row', async () => {
  const bytes = makeSalesWorkbook({ products: 150, sales: 50_000 });
  const peak = await peakOf(async () => {
    const workbook = await workbooks.open(bytes);
    expect(await count(workbook.rows('Produits'))).toBe(151);
    expect(await count(workbook.rows('Ventes'))).toBe(50_001);
  });
  expect(peak).toBeLessThan(150);
});
