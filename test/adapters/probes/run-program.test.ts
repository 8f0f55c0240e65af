import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { programRunner } from '../../../src/adapters/probes/run-program.ts';
import { makeFolder } from '../../kit/folder.ts';
import { living, surroundings } from './run-for-test.ts';

const run = programRunner(surroundings);
const quiet = new AbortController().signal;
const node = (script: string, ...args: string[]) => ({
  program: process.execPath,
  args: ['-e', script, ...args],
  timeoutMs: 10_000,
  signal: quiet,
});

describe('a program', () => {
  it('gets its arguments as they are, and an environment without what it was not given', async () => {
    const script =
      'console.log(JSON.stringify([process.argv.slice(1), process.env])); console.error("said"); process.exitCode = 3';
    const ran = await run({ ...node(script, '$(id)', '; ls', '*'), env: { OWN: 'x' } });
    if (ran.kind !== 'ended') return expect.fail(JSON.stringify(ran));
    const [args, env] = JSON.parse(ran.stdout.toString());
    expect(args).toEqual(['$(id)', '; ls', '*']);
    expect(Object.keys(env).sort()).toEqual(['LC_ALL', 'OWN', 'PATH', 'RGZ_PROBE_RUN']);
    expect([ran.code, ran.stderr.toString()]).toEqual([3, 'said\n']);
  });

  it('that is not there, or no program, is told', async () => {
    const { args: _args, ...rest } = node('');
    expect(await run({ ...rest, program: 'rgz-no-such-program', args: [] })).toEqual({
      kind: 'not-started',
      reason: 'the program rgz-no-such-program is not installed here',
    });
    expect(await run({ ...rest, program: '/etc/passwd', args: [] })).toMatchObject({ kind: 'not-started' });
    expect(await run({ ...rest, program: process.execPath, args: ['a\0b'] })).toMatchObject({ kind: 'not-started' });
  });

  it('that hangs is ended in time, deaf to polite signals as it may be', async () => {
    const script =
      "for (const s of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(s, () => {}); console.log('begun'); setInterval(() => {}, 1000)";
    const ran = await run({ ...node(script), timeoutMs: 700 });
    expect(ran).toMatchObject({ kind: 'cut-off', reason: 'it did not end within 0.7 s' });
  });

  it.each(['stdout', 'stderr'])('that floods %s is ended, and its beginning is kept', async (stream) => {
    const script = `const b = Buffer.alloc(65536, 'x'); const more = () => process.${stream}.write(b, more); more()`;
    const ran = await run(node(script));
    if (ran.kind !== 'cut-off') return expect.fail(ran.kind);
    expect(ran.reason).toBe('it wrote more than 256 KiB, and was ended');
    expect(ran[stream as 'stdout'].length).toBe(256 * 1024);
  });

  it('is ended when nobody waits for it any more', async () => {
    const stopping = new AbortController();
    const began = run({ ...node('setInterval(() => {}, 1000)'), signal: stopping.signal });
    stopping.abort();
    expect(await began).toMatchObject({ kind: 'cut-off', reason: 'it was stopped' });
    expect(await run({ ...node(''), signal: stopping.signal })).toEqual({
      kind: 'not-started',
      reason: 'it was stopped',
    });
  });

  it('leaves nothing behind: neither children of its group, nor one that fled to a session of its own', async () => {
    const file = join(makeFolder(), 'pids');
    const sleeper = 'setInterval(() => {}, 1000)';
    const script = `
      const { spawn } = require('node:child_process');
      const near = spawn(process.execPath, ['-e', ${JSON.stringify(sleeper)}], { stdio: 'inherit' });
      const far = spawn(process.execPath, ['-e', ${JSON.stringify(sleeper)}], { stdio: 'inherit', detached: true });
      require('node:fs').writeFileSync(${JSON.stringify(file)}, near.pid + ' ' + far.pid);
      process.exit(0)`;
    expect(await run(node(script))).toMatchObject({ kind: 'ended', code: 0 });
    const pids = readFileSync(file, 'utf8').split(' ').map(Number);
    expect(pids).toHaveLength(2);
    await expect.poll(() => living(pids), { timeout: 10_000 }).toEqual([]);
  });

  it('that forks without end is ended with all its children', async () => {
    const file = join(makeFolder(), 'pids');
    const script = 'i=0; while [ $i -lt 200 ]; do i=$((i+1)); sleep 60 & echo $! >>"$0"; done; wait';
    const ran = await run({ program: '/bin/sh', args: ['-c', script, file], timeoutMs: 1500, signal: quiet });
    expect(ran.kind).toBe('cut-off');
    const pids = readFileSync(file, 'utf8').trim().split('\n').map(Number);
    expect(pids.length).toBeGreaterThan(10);
    await expect.poll(() => living(pids), { timeout: 10_000 }).toEqual([]);
  });
});
