import { describe, expect, test } from 'vitest';
import { ExpectedNews } from '../../src/controller/expected-news.ts';
import { makeStage } from './stage.ts';

/** As it is after a first look. */
function quiet(): ExpectedNews {
  const expected = new ExpectedNews();
  expected.clear();
  return expected;
}

describe('news are expected', () => {
  test('at first', () => {
    expect(new ExpectedNews().some).toBe(true);
  });

  test('of a commit that was never the tip here, until the next look', () => {
    const expected = quiet();
    expected.see('a');
    expect(expected.some).toBe(false);
    expected.add('b');
    expect(expected.some).toBe(true);
    expected.clear();
    expect(expected.some).toBe(false);
  });

  test('whatever it is, where it is not told', () => {
    const expected = quiet();
    expected.add(undefined);
    expected.see('a');
    expect(expected.some).toBe(true);
  });

  test('not of what was the tip before, or becomes it meanwhile', () => {
    const expected = quiet();
    expected.see('a');
    expected.see('b');
    expected.add('a');
    expected.add('c');
    expected.see('c');
    expect(expected.some).toBe(false);
  });

  test('where more is told than is kept', () => {
    const expected = quiet();
    for (let at = 0; at < 1_000; at += 1) expected.add(`${at}`);
    for (let at = 0; at < 1_000; at += 1) expected.see(`${at}`);
    expect(expected.some).toBe(true);
    expected.clear();
    expected.add('999');
    expect(expected.some).toBe(false);
    expected.add('1');
    expect(expected.some).toBe(true);
  });
});

test('being told of its own pushes makes a controller fetch nothing', async () => {
  const stage = await makeStage();
  await stage.approved();
  let fetches = 0;
  const one = await stage.open('one', (deps) => ({
    ...deps,
    git: new Proxy(deps.git, {
      get(target, name) {
        const value = Reflect.get(target, name) as unknown;
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          if (name === 'refresh') fetches += 1;
          if (name === 'advance') one.news.expect(String(args[1]));
          return Reflect.apply(value, target, args);
        };
      },
    }),
  }));
  await one.run('once');
  expect(stage.world.jobs).toHaveLength(1);
  expect(fetches).toBe(1);
  await one.end();
});
