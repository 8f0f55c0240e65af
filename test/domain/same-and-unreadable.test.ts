import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, isSame } from '../../src/domain/canonical.ts';
import type { Json } from '../../src/domain/json.ts';
import { sameScope } from '../../src/domain/stops.ts';
import { problemsOf } from '../../src/domain/unreadable.ts';
import { RgzError } from '../../src/errors/rgz-error.ts';

test('two values are the same exactly where their texts are', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
      const [one, other] = [left as Json, right as Json];
      expect(isSame(one, other)).toBe(canonical(one) === canonical(other));
      expect(isSame(one, JSON.parse(JSON.stringify(one)) as Json)).toBe(true);
    }),
  );
});

test.each<[Json, Json]>([
  [[1], [1, 2]],
  [[1], { a: 1 }],
  [{ a: 1 }, [1]],
  [{ a: 1 }, { b: 1 }],
  [{ a: 1 }, { a: 1, b: 2 }],
  [{ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }],
  [null, {}],
])('%j is not %j', (left, right) => expect(isSame(left, right)).toBe(false));

test('what is wrong with a file is told one by one where each has its place, and as a whole otherwise', () => {
  const whole = new RgzError('yaml.invalid', 'not YAML', { where: { file: 'a.yaml', line: 3, column: 1 } });
  expect(problemsOf(whole)).toEqual([{ code: 'yaml.invalid', message: 'not YAML', pointer: '', line: 3, column: 1 }]);
  const parts = new RgzError('schema.invalid', 'two', {
    where: { file: 'a.yaml', line: 5, pointer: '/a' },
    explanations: [
      { rule: 'schema.invalid', message: 'one', pointer: '/a' },
      { rule: 'schema.invalid', message: 'other', pointer: '/b' },
      { rule: 'else', message: 'no' },
    ],
  });
  expect(problemsOf(parts)).toEqual([
    { code: 'schema.invalid', message: 'one', pointer: '/a', line: 5 },
    { code: 'schema.invalid', message: 'other', pointer: '/b' },
  ]);
  expect(problemsOf(new RgzError('yaml.invalid', 'x'))).toEqual([{ code: 'yaml.invalid', message: 'x', pointer: '' }]);
});

test('scopes of stops are compared by both parts', () => {
  expect(sameScope({ tenant: 'a' }, { tenant: 'a' })).toBe(true);
  expect(sameScope({ tenant: 'a' }, { tenant: 'b' })).toBe(false);
});
