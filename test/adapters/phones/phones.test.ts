import { expect, test } from 'vitest';
import { phones } from '../../../src/adapters/phones/index.ts';

test.each([
  ['77 123 45 67', 'SN', '+221771234567'],
  ['+221 77 123 45 67', 'FR', '+221771234567'],
  ['00221771234567', 'SN', '+221771234567'],
  ['221771234567', 'SN', '+221771234567'],
  ['(+221) 77-123-45-67', 'SN', '+221771234567'],
  ['06 12 34 56 78', 'FR', '+33612345678'],
])('%s of %s is %s', (text, country, number) => {
  expect(phones.read(text, country)).toBe(number);
});

test.each([
  ['12', 'SN'],
  ['77 123 45', 'SN'],
  ['771234567', 'XX'],
  ['call 77 123 45 67', 'SN'],
  ['77 123 45 67 ext. 5', 'SN'],
  ['+999 123456789', 'SN'],
  ['', 'SN'],
])('%s of %s is no number', (text, country) => {
  expect(phones.read(text, country)).toBeUndefined();
});
