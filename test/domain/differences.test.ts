import { expect, test } from 'vitest';
import { differences } from '../../src/domain/differences.ts';

test('equal values differ in nothing, whatever the order of their keys', () => {
  expect(differences({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 })).toEqual([]);
});

test('what differs is told as deep down as it can be, with what was and what is given', () => {
  expect(differences({ a: { b: 1, c: 2 }, d: [1, 2] }, { a: { b: 1, c: 3, e: 4 }, d: [1] }, '/spec')).toEqual([
    { pointer: '/spec/a/c', was: 2, given: 3 },
    { pointer: '/spec/a/e', was: null, given: 4 },
    { pointer: '/spec/d/1', was: 2, given: null },
  ]);
});

test('a value of another shape differs as a whole', () => {
  expect(differences({ a: [1] }, { a: { b: 1 } })).toEqual([{ pointer: '/a', was: [1], given: { b: 1 } }]);
});
