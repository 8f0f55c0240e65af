import { expect, test } from 'vitest';
import type { ControllerDeps } from '../../src/controller/controller-deps.ts';
import { RgzError } from '../../src/errors/rgz-error.ts';
import { makeStage } from './stage.ts';

const hour = 3_600_000;

/** A remote that answers one of its calls with an error while it is in trouble. */
function troubled(call: 'advance' | 'refresh', code: 'git.push-refused' | 'git.unreachable' | 'git.unwritable') {
  const state = { trouble: true, tries: 0 };
  const change = (deps: ControllerDeps): ControllerDeps => ({
    ...deps,
    git: new Proxy(deps.git, {
      get(target, name) {
        const value = Reflect.get(target, name) as unknown;
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          if (name !== call || !state.trouble) return Reflect.apply(value, target, args);
          state.tries += 1;
          return Promise.reject(new RgzError(code, 'the remote said no'));
        };
      },
    }),
  });
  return { state, change };
}

test.each([
  ['takes no commits', 'advance', 'git.push-refused'],
  ['does not answer', 'refresh', 'git.unreachable'],
  ['brings what there is no room for', 'refresh', 'git.unwritable'],
] as const)(
  'a remote that %s for an hour is tried ever more rarely, and nothing is started',
  async (_what, call, code) => {
    const stage = await makeStage();
    const id = await stage.approved();
    const { state, change } = troubled(call, code);
    const one = await stage.open('one', change);
    const began = stage.now;
    await expect(one.run('idle', hour)).rejects.toMatchObject({ code: 'controller.timeout' });
    expect(stage.now - began).toBeGreaterThanOrEqual(hour);
    expect(state.tries).toBeGreaterThan(10);
    expect(state.tries).toBeLessThan(30);
    expect(stage.world.jobs).toEqual([]);
    expect(one.news.trouble?.code).toBe(code);
    expect(stage.journal.map(({ event }) => event)).not.toContain('remote-back');
    state.trouble = false;
    await one.run();
    expect(stage.journal.filter(({ event }) => event === 'remote-back')).toHaveLength(1);
    expect(one.news.trouble).toBeUndefined();
    expect((await one.stateOf(id)).state).toBe('deployed');
    await one.end();
  },
);
