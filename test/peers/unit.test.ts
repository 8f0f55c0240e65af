import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, writeUnder } from '../kit/folder.ts';

test('systemd takes the unit as it stands', () => {
  const folder = makeFolder();
  const text = readFileSync(new URL('../../templates/operations/rgz-controller.service', import.meta.url), 'utf8');
  const program = writeUnder(folder, 'rgz', '#!/bin/sh\n', 0o755);
  const unit = writeUnder(folder, 'rgz-controller.service', text.replace('/usr/local/bin/rgz', program));
  const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8', cwd: folder });
  expect([status, stdout, stderr.replaceAll(join(folder, ''), '')]).toEqual([0, '', '']);
});
