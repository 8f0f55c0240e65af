import { expect, test } from 'vitest';
import { isLike } from '../../../../src/kinds/onboarding/import/likeness.ts';

test.each([
  ['prixdevente', 'prixvente', true],
  ['prixvnete', 'prixvente', true],
  ['nom', 'nomduproduit', true],
  ['nme', 'name', true],
  ['stock', 'stockinitial', true],
  ['rayon', 'categorie', false],
  ['prixachat', 'prixvente', false],
  ['no', 'nom', false],
  ['', 'code', false],
])('%s and %s: %s', (one, other, expected) =>
  expect([isLike(one, other), isLike(other, one)]).toEqual([expected, expected]),
);
