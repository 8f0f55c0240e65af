import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeUnder } from '../kit/folder.ts';
import { readMarkup } from '../kit/read-markup.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';
import type { Ran } from '../kit/run-rgz.ts';
import { unprintable } from './render/findings/hostile-findings.ts';

const strange = 'requests/prod/2026/\u001b[31m\u202ea %,:|<b>.yaml';
const formats = ['text', 'json', 'sarif', 'junit', 'github'] as const;

/** One run for each format. */
async function everyFormat(repository: Repository): Promise<Record<(typeof formats)[number], Ran>> {
  const ran = await Promise.all(formats.map((format) => repository.rgz('vera', 'check', '--format', format)));
  return Object.fromEntries(formats.map((format, at) => [format, ran[at]])) as Record<(typeof formats)[number], Ran>;
}

interface Told {
  ok: boolean;
  checked: number;
  findings: { rule: string; file: string; line: number; column: number; remedy: string }[];
}

async function broken() {
  const repository = await makeRepository({ remote: false });
  const id = await repository.request();
  const path = repository.pathOf(id);
  writeUnder(repository.work, path, repository.show(path).replace('state: pending', 'state: approved'));
  writeUnder(repository.work, strange, 'hello\n');
  const line = repository.show(path).split('\n').indexOf('  state: pending') + 1;
  return { repository, path, line };
}

describe('rgz check --format', () => {
  test('tells a clean repository in one line, or in a document that says so', async () => {
    const repository = await makeRepository({ remote: false });
    await repository.request();
    const { text, json, sarif, junit, github } = await everyFormat(repository);
    expect([text, json, sarif, junit, github].map((ran) => ran.code)).toEqual([0, 0, 0, 0, 0]);
    expect(text.stdout).toBe('✓ 1 record checked, nothing to say\n');
    expect(json.json).toEqual({ ok: true, checked: 1, findings: [] });
    expect(sarif.json).toMatchObject({ version: '2.1.0', runs: [{ results: [] }] });
    expect(readMarkup(junit.stdout).children[0]?.attributes).toMatchObject({ tests: '1', failures: '0' });
    expect(github.stdout).toBe('1 record checked, nothing to say\n');
  });

  test('tells the same findings at the same places, strips what would steer a terminal, and exits with 1', async () => {
    const { repository, path, line } = await broken();
    const { text, json, sarif, junit, github } = await everyFormat(repository);
    for (const ran of [text, json, sarif, junit, github]) {
      expect(ran.code).toBe(1);
      expect(ran.stderr).toBe('');
      expect(ran.stdout).not.toMatch(unprintable);
    }
    const { ok, findings } = json.json as Told;
    expect(ok).toBe(false);
    expect(findings.map(({ rule, file, line: at }) => [rule, file, at])).toEqual([
      ['tree.unexpected-file', strange, 1],
      ['status.state-differs', path, line],
    ]);
    expect(text.stdout).toContain(`${path}:${line}:10\n`);
    expect(text.stdout).toContain('a %,:|<b>.yaml:1:1\n');
    expect(github.stdout).toContain(
      `::error file=${path},line=${line},col=10,title=status.state-differs::status.state`,
    );
    expect(github.stdout).toContain('a %25%2C%3A|<b>.yaml,line=1');
    expect(readMarkup(junit.stdout).children[0]?.attributes).toMatchObject({ tests: '2', failures: '2' });
    const [run] = (sarif.json as { runs: { results: { locations: unknown[] }[] }[] }).runs;
    const placed = (uri: string, startLine: number, startColumn: number) => ({
      physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region: { startLine, startColumn } },
    });
    expect(run?.results.map((each) => each.locations[0])).toEqual([
      placed(strange.split('/').map(encodeURIComponent).join('/'), 1, 1),
      placed(path, line, 10),
    ]);
  });

  test('text fits the terminal', async () => {
    const { repository } = await broken();
    const { stdout } = await repository.run('vera', ['check'], { env: { COLUMNS: '60' } });
    const long = stdout.split('\n').filter((line) => line.length > 60);
    expect(long.every((line) => line.startsWith('requests/'))).toBe(true);
    expect(stdout).toContain('[status.state-differs]');
  });

  test('github appends to the summary of the step, and only that format does', async () => {
    const { repository } = await broken();
    const summary = join(repository.root, 'summary.md');
    writeFileSync(summary, '# before\n');
    const env = { GITHUB_STEP_SUMMARY: summary };
    await repository.run('vera', ['check', '--format', 'text'], { env });
    expect(readFileSync(summary, 'utf8')).toBe('# before\n');
    const { code } = await repository.run('vera', ['check', '--format', 'github'], { env });
    expect(code).toBe(1);
    expect(readFileSync(summary, 'utf8')).toMatch(/^# before\n### rgz check\n\n1 record checked: \*\*2 errors\*\*/);
    const gone = await repository.run('vera', ['check', '--format', 'github'], {
      env: { GITHUB_STEP_SUMMARY: join(repository.root, 'no', 'such', 'folder') },
    });
    expect(gone.code).toBe(1);
    expect(gone.stderr).toContain('cannot be written');
  });

  test('is one JSON document with --json, or refused', async () => {
    const { repository } = await broken();
    expect((await repository.rgz('vera', 'check', '--json')).json).toMatchObject({ ok: false });
    expect((await repository.rgz('vera', 'check', '--json', '--format', 'sarif')).json).toHaveProperty('runs');
    const refused = await repository.rgz('vera', 'check', '--json', '--format', 'junit');
    expect([refused.code, refused.error.code]).toEqual([2, 'usage.invalid']);
    expect((await repository.rgz('vera', 'check', '--format', 'xml')).code).toBe(2);
  });
});

test('rgz check judges policy, configuration and tenants as they are in the checkout', async () => {
  const repository = await makeRepository({ remote: false });
  const policy = repository.show('.rgz/policy.yaml');
  writeUnder(repository.work, '.rgz/policy.yaml', policy.replace('role: admin', 'role: emperor'));
  const { code, json } = await repository.rgz('vera', 'check', '--json');
  expect(code).toBe(1);
  expect((json as Told).findings.map(({ rule, file }) => [rule, file])).toEqual([
    ['policy.invalid', '.rgz/policy.yaml'],
  ]);
  writeUnder(repository.work, '.rgz/policy.yaml', `${policy}\n`);
  writeUnder(repository.work, '.rgz/config.yaml', `${repository.show('.rgz/config.yaml')}\nnope: 1\n`);
  writeUnder(repository.work, 'tenants/tenant-retail/tenant.yaml', 'metadata: [\n');
  const again = (await repository.rgz('vera', 'check', '--json')).json as Told;
  expect(again.findings.map(({ rule, file }) => [rule, file])).toEqual([
    ['config.invalid', '.rgz/config.yaml'],
    ['yaml.invalid', 'tenants/tenant-retail/tenant.yaml'],
  ]);
});
