import { beforeAll, describe, test } from 'vitest';
import { killedCommands, type Prepared, prepared } from './commands.ts';
import { everyBoundary, killEverywhere } from './kill-everywhere.ts';

describe.each([
  ['with a remote', true],
  ['without one', false],
])('%s', (_name, remote) => {
  let fixture: Prepared;

  beforeAll(async () => {
    fixture = await prepared({ remote });
  });

  describe.each(['before', 'after'] as const)('killed %s any time it starts Git', (when) => {
    // What is done between two calls is little, and held call by call where system calls can be watched.
    const commands = killedCommands.filter(({ name }) => when === 'before' || /^approve|import$/.test(name));

    test.each(commands)(
      '$name is done or not, and the next command works',
      async (command) => {
        await killEverywhere(fixture, command, when, everyBoundary);
      },
      300_000,
    );
  });
});
