import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkSchema } from '../../src/adapters/schemas/index.ts';
import { usualLimits } from '../../src/api/limits.ts';
import { definitions } from '../../src/api/metrics/definitions.ts';
import { commands } from '../../src/cli/commands/index.ts';
import { parseArguments } from '../../src/cli/parse-arguments.ts';
import { journalEvents } from '../../src/domain/journal-events.ts';
import { kinds } from '../../src/kinds/index.ts';
import { delayAfter, pollDelay, retryDelay } from '../../src/reconcile/back-off.ts';
import { tolerance } from '../../src/verify/judge-times.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const source = read('docs/operations.md');
const page = source.replace(/\s+/g, ' ');

test('what a caller may take is what the page says', () => {
  const { headersMs, requestMs, bodyBytes, connections } = usualLimits;
  expect(page).toContain(
    `${headersMs / 1000} seconds for its headers, ${requestMs / 1000} for its whole request and send ${bodyBytes / 1_048_576} MiB; ${connections} are served at a time`,
  );
});

describe('the figures are those of the code', () => {
  const minutes = (milliseconds: number) => milliseconds / 60_000;

  test('of outages', () => {
    const [first, last, spread] = [delayAfter(1, 0.5), delayAfter(99, 0.5), delayAfter(99, 1) / delayAfter(99, 0.5)];
    expect([first, last, spread]).toEqual([1_000, 300_000, 1.25]);
    expect(page).toContain(
      `after ${first / 1000} second, then twice as long each time, up to ${minutes(last)} minutes`,
    );
  });

  test('of jobs', () => {
    expect(page).toContain(`every ${pollDelay(0)} milliseconds, later every ${pollDelay(1e9) / 1000} seconds`);
    expect(pollDelay(50_000)).toBe(5_000);
  });

  test('of retries', () => {
    expect([minutes(retryDelay(0)), minutes(retryDelay(1))]).toEqual([1, 2]);
    expect(page).toContain(
      `after ${minutes(retryDelay(0))} minute, then twice as long each time, up to ${minutes(retryDelay(99)) / 60} hour`,
    );
  });

  test('of the configuration', () => {
    const { leaseSeconds, deadlineSeconds } = JSON.parse(read('schemas/config.v1.schema.json')).properties.controller
      .properties;
    expect(leaseSeconds.description).toContain('Default: 180');
    expect(deadlineSeconds.description).toContain('Default: 14400');
    expect(page).toContain('3 minutes (`controller.leaseSeconds`)');
    expect(page).toContain('4 hours (`controller.deadlineSeconds`)');
  });

  test('of clocks', () => {
    expect(page).toContain(`${tolerance / 60} minutes for what is committed`);
  });
});

test('every metric, event and state that it names is there', () => {
  const events = Object.keys(journalEvents);
  const states = kinds.flatMap((kind) => kind.states);
  for (const [, name] of source.matchAll(/\b(rgz_[a-z_]+)\b(?![_/])/g)) {
    if (name !== 'rgz_attempt') expect(Object.keys(definitions)).toContain(name);
  }
  for (const [, event] of source.matchAll(/event="([^"]+)"/g)) expect(events).toContain(event);
  for (const [, state] of source.matchAll(/state="([^"]+)"/g)) expect(states).toContain(state);
});

test('every command that it types is taken', async () => {
  const typed = [...source.matchAll(/^ *(?:\S+ && |.* && )?rgz ([^#`\n]+?)\s*(?:#.*)?$/gm)].map(
    ([, line = '']) => line,
  );
  expect(typed.length).toBeGreaterThan(5);
  for (const line of typed) {
    const entry = commands.find(({ words }) => line === words || line.startsWith(`${words} `));
    const words = [...line.slice(entry?.words.length).matchAll(/"([^"]*)"|(\S+)/g)].map(
      ([, quoted, bare]) => quoted ?? bare ?? '',
    );
    const parsed = entry === undefined ? undefined : parseArguments(entry, await entry.load(), words);
    expect([line, parsed?.kind]).toEqual([line, 'run']);
  }
});

test('the unit starts a controller by flags that there are', async () => {
  const unit = read('templates/operations/rgz-controller.service');
  const [, words = ''] = /^ExecStart=\/\S+\/rgz controller run (.+)$/m.exec(unit) ?? [];
  const flags = words.replace('%l', 'host').replace(' $RGZ_OPTIONS', ' --listen 127.0.0.1:9464').split(' ');
  const entry = commands.find((each) => each.words === 'controller run');
  if (entry === undefined) throw new Error('there is no such command');
  const parsed = parseArguments(entry, await entry.load(), flags);
  expect(parsed).toMatchObject({ kind: 'run', options: { name: 'host', log: 'json', listen: '127.0.0.1:9464' } });
});

test('the configurations of the README and of this page fit the schema', () => {
  const blocks = [read('README.md'), source, read('docs/awx.md')].flatMap((text) =>
    [...text.matchAll(/^```yaml\n([\s\S]*?)^```/gm)]
      .map(([, block = '']) => parse(block))
      .filter((data) => !Array.isArray(data)),
  );
  expect(blocks).toHaveLength(3);
  for (const block of blocks) {
    const config = { apiVersion: 'rgz.dev/v1', kind: 'Config', environments: { prod: {} }, order: ['prod'], ...block };
    expect(checkSchema('Config', config)).toEqual([]);
  }
});
