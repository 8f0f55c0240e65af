import { expect, test } from 'vitest';
import { changedImmutable } from '../../src/domain/immutable.ts';
import type { JsonObject } from '../../src/domain/json.ts';

const kind = { immutable: [['target', 'environment'], ['rollbackOf'], ['labels']] };
const before: JsonObject = { target: { environment: 'prod', version: '1' }, labels: { a: 1, b: 2 } };

test.each<[string, JsonObject, readonly string[]]>([
  ['nothing', before, []],
  ['a value that may change', { ...before, target: { environment: 'prod', version: '2' }, other: true }, []],
  ['the order of keys', { labels: { b: 2, a: 1 }, target: { version: '1', environment: 'prod' } }, []],
  ['a fixed value', { ...before, target: { environment: 'dev' } }, ['target.environment']],
  ['a fixed value taken out', { ...before, target: { version: '1' } }, ['target.environment']],
  ['what is around a fixed value', { ...before, target: 'prod' }, ['target.environment']],
  ['a fixed value that was not there', { ...before, rollbackOf: 'PR-2026-0001' }, ['rollbackOf']],
  ['a fixed value that was not there, to nothing', { ...before, rollbackOf: null }, []],
  [
    'several',
    { target: { environment: 'dev' }, rollbackOf: 'PR-2026-0001' },
    ['target.environment', 'rollbackOf', 'labels'],
  ],
])('after a change of %s', (_what, after, changed) => {
  expect(changedImmutable(kind, before, after)).toEqual(changed);
  expect(changedImmutable(kind, after, before)).toEqual(changed);
});
