import { expect, test } from 'vitest';
import type { RecordData } from '../../../src/domain/record.ts';
import { misstatements } from '../../../src/kinds/onboarding/misstatements.ts';
import { productsCsv, salesCsv, toldOf } from '../../kit/onboarding.ts';

const at = '2026-11-01T10:00:00Z';
const products = productsCsv.replace('Savon', 'Savon \ufffd');

const record = {
  metadata: { id: 'OB-2026-0001', tenant: 'ndar' },
  spec: {},
  status: {
    state: 'imported',
    history: [
      {
        at,
        by: 'ada@example.com',
        action: 'imported',
        plan: 'sha256:0',
        products: { path: 'products', sha256: '0', rows: 2 },
        sales: { path: 'sales', sha256: '0', rows: 3 },
        ...toldOf(products, salesCsv, at),
      },
    ],
  },
} as unknown as RecordData;

const told = (bytes: Buffer) =>
  misstatements(
    record,
    new Map([
      ['products', bytes],
      ['sales', Buffer.from(salesCsv)],
    ]),
  ).map(({ why }) => why);

test('a file is held against what an import writes by its bytes, and not by what these are read as', () => {
  const bytes = Buffer.from(products);
  expect(told(bytes)).toEqual([]);
  const at = bytes.indexOf('\ufffd');
  const broken = Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff]), bytes.subarray(at + 3)]);
  expect(broken.toString()).toBe(products);
  expect(told(broken)).toEqual(['products.csv is not as an import writes it']);
});
