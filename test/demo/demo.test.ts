import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { makeFolder } from '../kit/folder.ts';
import { runRgz } from '../kit/run-rgz.ts';

const demo = fileURLToPath(new URL('../../scripts/demo.mjs', import.meta.url));

/** Runs the demo as somebody whose own Git settings would break it. */
function runDemo(...args: string[]): { folder: string; lines: string[] } {
  const temporary = makeFolder();
  const env = {
    PATH: process.env.PATH,
    HOME: temporary,
    TMPDIR: temporary,
    GIT_AUTHOR_EMAIL: 'nobody@example.com',
    GIT_DIR: '/nowhere',
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, [demo, ...args], { env, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const [name = ''] = readdirSync(temporary).filter((each) => each.startsWith('rgz-demo-'));
  const folder = join(temporary, name);
  return { folder, lines: stdout.replaceAll(folder, '/tmp/rgz-demo-123456').trimEnd().split('\n') };
}

test.each([
  ['a program', [], '2.1.0'],
  ['an emulated AWX', ['--awx'], undefined],
])('the demo ends with a request that a controller deployed by %s, and leaves its folder', async (_, args, live) => {
  const { folder, lines } = runDemo(...args);
  const timeline = lines
    .slice(lines.lastIndexOf('Timeline') + 1)
    .flatMap((line) => /^ {2}● (\w+)/.exec(line)?.[1] ?? []);
  expect(timeline).toEqual(['created', 'approved', 'deploying', 'launched', 'deployed']);
  expect(lines).toContainEqual(expect.stringMatching(/^deploying {2}controller@example\.com {2}/));
  if (live !== undefined) expect(readFileSync(join(folder, 'live/prod/payment-api'), 'utf8').trim()).toBe(live);
  const sentences = /^(✗| {2}·) |^ {2}(cd|alias) /;
  expect(lines.filter((line) => line.length > 80 && !sentences.test(line))).toEqual([]);
  expect(lines.at(-1)).toBe('Remove it with: rm -r /tmp/rgz-demo-123456');

  const env = { PATH: process.env.PATH ?? '', HOME: folder, GIT_CONFIG_NOSYSTEM: '1' };
  const audit = (await runRgz(['audit', '--json'], { cwd: join(folder, 'controller'), env })).orThrow().json;
  expect(audit).toMatchObject({ ok: true, commits: 10, signed: 10, records: 1 });
});
