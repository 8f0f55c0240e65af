import { expect, test } from 'vitest';
import { trailersOf } from '../../src/domain/trailers.ts';

const of = (message: string) => Object.values(trailersOf(message)).flat();

test('the trailers of a message are those of its last paragraph, all of them', () => {
  const message =
    'subject\n\nRgz-Actor: not@this.example\n\nRgz-Record: PR-2026-0001\nrgz-action : approved\r\nRGZ-ACTOR: a@x\nRgz-Actor:\n  b@x\nRgz-Write: 1\n\n';
  expect(trailersOf(message)).toEqual({ records: ['PR-2026-0001'], actions: ['approved'], actors: ['a@x', 'b@x'] });
});

test.each([
  ['a subject alone', 'Rgz-Actor: a@x'],
  ['a paragraph before the last', 'subject\n\nRgz-Actor: a@x\n\nmore'],
  ['a mention in the middle of a line', 'subject\n\nsee Rgz-Actor: a@x'],
  ['nothing', ''],
])('%s holds none', (_what, message) => {
  expect(of(message)).toEqual([]);
});
