import { chmodSync } from 'node:fs';
import { expect, test } from 'vitest';
import { writeUnder } from '../kit/folder.ts';
import { makeRepository } from '../kit/repository.ts';
import { requestFlags } from '../kit/requests.ts';

test('what a server says when it refuses is told line by line, without the hints of Git', async () => {
  const repository = await makeRepository();
  const said = 'echo "\u001b[31mnot today" >&2\necho "ask Bob: tel 42" >&2\nexit 1\n';
  chmodSync(writeUnder(repository.remote ?? '', 'hooks/pre-receive', `#!/bin/sh\n${said}`), 0o755);
  const flags = requestFlags();
  const { code, error } = await repository.rgz('dora', '--json', 'request', 'create', ...flags);
  expect([code, error.code]).toEqual([6, 'git.push-refused']);
  expect(error.explanations?.map(({ message }) => message)).toEqual([
    '[remote rejected] (pre-receive hook declined)',
    'remote: not today',
    'remote: ask Bob: tel 42',
  ]);
  const { stderr } = await repository.rgz('dora', 'request', 'create', ...flags);
  expect(stderr).toContain('\n  · remote: not today\n  · remote: ask Bob: tel 42\n');
  expect(stderr).not.toContain('hint:');
});
