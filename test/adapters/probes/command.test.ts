import { chmodSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { leavesOf } from '../../../src/adapters/probes/command.ts';
import { openProbes } from '../../../src/adapters/probes/index.ts';
import type { ProbeSettings } from '../../../src/ports/probe.ts';
import { makeFolder, writeUnder } from '../../kit/folder.ts';
import { contextOf, surroundings } from './run-for-test.ts';

const { command } = openProbes(surroundings);

function runs(settings: ProbeSettings, context = contextOf()) {
  return command?.run(settings, context) ?? expect.fail('there is a probe');
}

const node = (script: string) => ({ program: process.execPath, args: ['-e', script] });

describe('a command', () => {
  it('is claimed by dotted paths into the JSON that it prints', async () => {
    const result = await runs(
      node('console.log(JSON.stringify({ a: { b: [1, { c: "x\\u001b[31my" }] }, "ok": true, n: null }))'),
    );
    expect(result).toMatchObject({ kind: 'measured', values: { 'a.b.0': 1, 'a.b.1.c': 'xy', ok: true } });
    if (result.kind !== 'measured') return;
    expect(result.values).not.toHaveProperty('n');
    expect(JSON.parse(result.raw.toString()).output.a.b[1].c).toBe('x\u001b[31my');
    expect(result.raw.toString()).not.toContain('\u001b');
  });

  it.each([
    ['printed no JSON: hello', 'console.log("hello \\u001b[31m")'],
    ['printed no JSON: it says nothing', ''],
    ['ended with 4: so it is', 'console.log("{}"); console.error("so \\u001b[1mit is"); process.exitCode = 4'],
    ['it was ended by SIGKILL', 'process.kill(process.pid, "SIGKILL")'],
    [
      'it wrote more than 256 KiB',
      'const b = Buffer.alloc(65536, "["); const more = () => process.stdout.write(b, more); more()',
    ],
  ])('fails: %s', async (reason, script) => {
    expect(await runs(node(script))).toMatchObject({ kind: 'failed', reason: expect.stringContaining(reason) });
  });

  it('is no shell, and runs where the checkout is', async () => {
    const cwd = makeFolder();
    writeUnder(cwd, 'scripts/tell', '#!/bin/sh\necho "{\\"here\\": \\"$(basename "$PWD")\\", \\"arg\\": \\"$1\\"}"\n');
    chmodSync(`${cwd}/scripts/tell`, 0o755);
    const here = openProbes({ ...surroundings, cwd }).command;
    const result = await here?.run({ program: './scripts/tell', args: ['$HOME;id'] }, contextOf());
    expect(result).toMatchObject({ values: { here: cwd.split('/').at(-1), arg: '$HOME;id' } });
    expect(await runs({ program: 'echo {}; id' })).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('not installed'),
    });
    expect(await runs({ program: '-c' })).toMatchObject({ kind: 'failed', reason: expect.stringContaining('dash') });
    expect(await runs({ program: 'true', args: 'x' })).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('list'),
    });
  });

  it('sees the variables that it is given by name, and they are struck from what it says', async () => {
    const script =
      'console.log(JSON.stringify({ own: process.env.RGZ_COMMAND_KEY, other: process.env.SOME_SECRET ?? "none" }))';
    const context = contextOf({ env: { RGZ_COMMAND_KEY: 'k3y-of-it', SOME_SECRET: 'x' } });
    const result = await runs({ ...node(script), keyVariable: 'RGZ_COMMAND_KEY' }, context);
    expect(result).toMatchObject({ values: { own: '[secret]', other: 'none' } });
    for (const keyVariable of ['SOME_SECRET', 'PATH', 'LD_PRELOAD', 'RGZ_COMMAND_key', 'RGZ_GRAFANA_TOKEN'])
      expect(await runs({ ...node(script), keyVariable }, context)).toMatchObject({
        kind: 'failed',
        reason: expect.stringContaining('begins with RGZ_COMMAND_'),
      });
  });
});

it('of JSON without end, and of names that mean something to JavaScript, nothing harmful comes', () => {
  let deep: unknown = 1;
  for (let depth = 0; depth < 100; depth += 1) deep = { a: deep };
  expect(leavesOf(JSON.parse(JSON.stringify(deep)))).toEqual({});
  expect(Object.keys(leavesOf(Array.from({ length: 10_000 }, (_, at) => at)))).toHaveLength(500);
  const values = leavesOf(JSON.parse('{"__proto__": {"polluted": 1}, "__proto__2": 2}'));
  expect(Object.entries(values)).toEqual([
    ['__proto__.polluted', 1],
    ['__proto__2', 2],
  ]);
  expect({}).not.toHaveProperty('polluted');
  expect(leavesOf('text')).toEqual({ value: 'text' });
});
