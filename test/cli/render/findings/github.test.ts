import { describe, expect, test } from 'vitest';
import { github } from '../../../../src/cli/render/findings/github.ts';
import { stepSummary } from '../../../../src/cli/render/findings/step-summary.ts';
import { aCheck, aFinding, many, mixed, nasty, nastyPath, unprintable } from './hostile-findings.ts';

/** Reads a line as the runner of GitHub Actions does. */
function readCommand(line: string) {
  const [, name = '', list = '', said = ''] = /^::(\w+)(?: (.*?))?::(.*)$/.exec(line) ?? [];
  const back = (text: string) =>
    text.replace(/%(25|0D|0A|3A|2C)/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  const pairs = list.split(',').map((pair) => pair.split('=') as [string, string]);
  return { name, said: back(said), ...Object.fromEntries(pairs.map(([key, value]) => [key, back(value)])) };
}

const commands = (out: string) => out.split('\n').filter((line) => line.startsWith('::'));

describe('github', () => {
  test('is one plain line when there is nothing to say', () => {
    expect(github(aCheck([], 2))).toBe('2 records checked, nothing to say');
  });

  test('puts each finding on its own line of the diff', () => {
    const [first = '', , third = ''] = github(mixed).split('\n');
    expect(readCommand(first)).toEqual({
      name: 'error',
      file: 'requests/prod/2026/11/PR-2026-0001.yaml',
      line: '31',
      col: '10',
      title: 'status.state-differs',
      said: 'status.state says approved, the history says pending\nTo do: put back what the commit before it said, and make the change with rgz',
    });
    expect(readCommand(third)).toMatchObject({ name: 'warning', file: '.rgz/policy.yaml' });
  });

  test('lets no record write a command, an annotation of its own or anything that steers a terminal', () => {
    const out = github(mixed);
    expect(out.split('\n')).toHaveLength(4);
    expect(out.split('\n').every((line) => /^(::(error|warning) file=|3 records checked)/.test(line))).toBe(true);
    expect(out).not.toMatch(unprintable);
    const worst = readCommand(out.split('\n')[1] ?? '');
    expect(worst).toMatchObject({ name: 'error', line: '12', title: 'history.rewritten' });
    expect(worst).toHaveProperty('file', nastyPath.replace('\u202e\u001b[2J', ''));
    expect(worst.said).toContain('50% [go](https://evil.example)');
  });

  test('tells ten errors, ten warnings and how many more there are', () => {
    const lines = github(aCheck([...many(30, 'warning'), ...many(25)])).split('\n');
    expect(commands(lines.join('\n')).map((line) => readCommand(line).name)).toEqual([
      ...Array(10).fill('error'),
      ...Array(10).fill('warning'),
      'notice',
    ]);
    expect(lines.at(-1)).toMatch(/^::notice title=rgz check::35 more\b/);
    expect(github(aCheck(many(10)))).not.toContain('more');
  });
});

describe('the summary of a step', () => {
  const shown = (markdown: string) => markdown.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));

  test('is one sentence when there is nothing to say', () => {
    expect(stepSummary(aCheck([]))).toBe('### rgz check\n\n3 records checked, nothing to say.\n\n');
  });

  test('is a table in which records mark up nothing', () => {
    const markdown = stepSummary(mixed);
    const rows = markdown.split('\n').filter((line) => /^\| [❌⚠]/u.test(line));
    expect(rows).toHaveLength(3);
    expect(rows.map((row) => row.split('|').length)).toEqual([6, 6, 6]);
    const texts = rows.map((row) =>
      row
        .replaceAll(/`[\w.-]+` \|/g, '|')
        .split('|')
        .slice(2, -1)
        .join(''),
    );
    for (const text of texts) expect(text.replace(/&#\d+;/g, '')).not.toMatch(/[<>[\]()`*_~!@:\\{}]|www\./);
    expect(markdown).not.toMatch(unprintable);
    expect(shown(markdown)).toContain('<script>alert(1)</script>');
    expect(shown(markdown)).toContain('status.state says approved, the history says pending');
  });

  test('stays far below the size at which GitHub refuses it', () => {
    const markdown = stepSummary(aCheck(Array.from({ length: 5000 }, () => aFinding({ message: nasty.repeat(9) }))));
    expect(Buffer.byteLength(markdown)).toBeLessThan(600 * 1024);
    const told = markdown.split('\n').filter((line) => line.startsWith('| ❌')).length;
    expect(told).toBeGreaterThan(50);
    expect(markdown).toContain(`\n${5000 - told} more: run`);
  });
});
