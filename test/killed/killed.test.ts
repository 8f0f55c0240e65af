import { rmSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Repository } from '../kit/repository.ts';
import { expectSettled, expectSound, expectTidy, landedSince, tipOf } from './aftermath.ts';
import { type Ids, killedCommands, prepared } from './commands.ts';
import { killAt } from './kill-at.ts';

/** No command starts Git so often. */
const most = 40;

describe.each([
  ['with a remote', true],
  ['without one', false],
])('%s', (_name, remote) => {
  let fixture: { repository: Repository; ids: Ids };

  beforeAll(async () => {
    fixture = await prepared({ remote });
  });

  describe.each(['before', 'after'] as const)('killed %s any time it starts Git', (when) => {
    // What is done between two calls is little, and held call by call where system calls can be watched.
    const commands = killedCommands.filter(({ name }) => when === 'before' || name.startsWith('approve'));

    test.each(commands)(
      '$name is done or not, and the next command works',
      async (command) => {
        const found = new Set<boolean>();
        for (let nth = 1; ; nth += 1) {
          expect(nth).toBeLessThan(most);
          const repository = fixture.repository.copy();
          const before = tipOf(repository);
          const { who, args } = command.asked(repository, fixture.ids);
          const ended = await killAt({ when, nth }, args, { cwd: repository.work, env: repository.env(who) });
          if (!ended.reached) break;
          expect(ended.signal).toBe('SIGKILL');
          const landed = landedSince(repository, before, command.commits);
          found.add(landed);
          await expectSound(repository);
          const after = tipOf(repository);
          command.again(await repository.rgz(who, ...args, '--json'), landed);
          expectTidy(repository);
          await command.done(repository, fixture.ids, landed);
          if (tipOf(repository) === after) await repository.request();
          expectSettled(repository);
          rmSync(repository.root, { recursive: true });
        }
        expect([...found].sort()).toEqual([false, true]);
      },
      300_000,
    );
  });
});
