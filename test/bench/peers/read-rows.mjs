// The peer of an import: hucre alone reads every row of the two sheets, and nothing is made of them.
import { readFileSync } from 'node:fs';
import { streamXlsxRows } from 'hucre/xlsx';

const [, , file = ''] = process.argv;
const bytes = new Uint8Array(readFileSync(file));
let cells = 0;
for (const sheet of [0, 1]) for await (const row of streamXlsxRows(bytes, { sheet })) cells += row.values?.length ?? 0;
process.stdout.write(`${cells}\n`);
