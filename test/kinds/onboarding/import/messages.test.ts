import { expect, test } from 'vitest';
import { cellName } from '../../../../src/domain/cells.ts';
import { lineOf, marksOf } from '../../../../src/kinds/onboarding/import/marks.ts';
import { messages } from '../../../../src/kinds/onboarding/import/messages.ts';
import { importOf, products, rice, sales } from './workbook.ts';

const places = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

test.each(Object.entries(messages))('%s says the same in both languages', (_code, { message, remedy }) => {
  for (const { en, fr } of [message, remedy]) {
    expect(places(fr)).toEqual(places(en));
    expect([en, fr].filter((text) => !/^\S.*[.}]$/s.test(text))).toEqual([]);
    // French sets a blank that does not break before these; a plain one will do, none will not.
    expect(fr).not.toMatch(/[^\s\u00a0][:;?!»](?:\s|$)|«\S/);
    expect(fr).not.toContain("'");
  }
});

test('a finding is told on one line, and in its cell', () => {
  const { errors } = importOf([products([...rice.slice(0, 3), '1,234', ...rice.slice(4)])]);
  expect(errors.map((error) => lineOf(error, 'fr'))).toEqual([
    'Ventes : Il n’y a pas de feuille « Ventes ». Les feuilles de ce fichier sont « Produits ». Redonnez à la feuille son nom « Ventes », ou repartez d’un nouveau modèle.',
    'Produits, D2 (Prix Vente) : « 1,234 » peut être 1234, ou bien 1 et des décimales. S’il s’agit de 1234, écrivez 1234 sans séparateur.',
  ]);
  expect(marksOf(errors, 'en')).toEqual([
    {
      sheet: 'Produits',
      row: 2,
      column: 4,
      value: '1,234',
      message: '"1,234" can be 1234, or 1 and a fraction. If it is 1234, write 1234 without a separator.',
    },
  ]);
  expect(lineOf(importOf([products(rice), sales()]).remarks[0] ?? (errors[0] as never), 'en')).toMatch(
    /^Ventes: There are no sales\. /,
  );
});

test('a column is named as a spreadsheet names it', () => {
  expect([1, 26, 27, 52, 702, 703, 16_384].map((column) => cellName(1, column))).toEqual([
    'A1',
    'Z1',
    'AA1',
    'AZ1',
    'ZZ1',
    'AAA1',
    'XFD1',
  ]);
});

test('neither the name of a sheet nor a title can write to a terminal', () => {
  const rows = [
    ['Code (\u001b[2J)', 'Nom', '\u202eodd'],
    ['x', undefined, 1],
  ];
  const told = importOf([
    {
      name: 'Ventes',
      rows: [
        ['Date', 'Code Produit', 'Quantité'],
        ['x', 'y', 'z'],
      ],
    },
    { name: '(\u0007) Produits', rows },
  ]);
  const lines = [...told.errors, ...told.remarks].map((each) => lineOf(each, 'fr'));
  expect(lines.length).toBeGreaterThan(5);
  expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u202e]/);
});
