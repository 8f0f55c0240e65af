import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands/index.ts';
import { homeAt, makeFolder, writeUnder } from '../kit/folder.ts';
import { runRgz } from '../kit/run-rgz.ts';

const scripts = new Map<string, string>();
const root = makeFolder();
const env = homeAt(root, '');

/** No repository is needed: this is what a shell runs at its start. */
beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    scripts.set(shell, (await runRgz(['completion', shell], { cwd: root, env })).orThrow().stdout);
  }
});

/** What bash would offer after these words. */
function offered(...words: string[]): string[] {
  const file = writeUnder(root, 'completion.bash', scripts.get('bash') ?? '');
  const typed = ['rgz', ...words].map((word) => `'${word}'`).join(' ');
  const ask = `source "$1"; COMP_WORDS=(${typed}); COMP_CWORD=${words.length}; _rgz; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['--norc', '-c', ask, 'bash', file], { env, cwd: root }).toString().trim().split('\n');
}

/** The second words of a group, in the order of the help. */
function below(group: string): string[] {
  return commands.flatMap(({ words }) => (words.startsWith(`${group} `) ? [words.slice(group.length + 1)] : []));
}

describe('completion in bash', () => {
  test('is a script that bash can read', () => {
    const file = writeUnder(root, 'check.bash', scripts.get('bash') ?? '');
    expect(execFileSync('bash', ['-n', file], { env }).toString()).toBe('');
    expect(
      execFileSync('bash', ['--norc', '-c', `source "$1"; complete -p rgz`, 'bash', file], { env }).toString(),
    ).toContain('_rgz');
  });

  test.each([
    [['app'], ['approve']],
    [['re'], ['request', 'reject', 'resume']],
    [['request', ''], below('request')],
    [
      ['request', 'c'],
      ['create', 'cancel'],
    ],
    [['--json', 'request', 'e'], ['edit']],
    [['-C', 'somewhere', 'request', 'st'], ['stats']],
    [['request', 'list', '--pend'], ['--pending-for-me']],
    [['policy', 'grant', 'somebody@example.com', '--ro'], ['--role']],
    [['approve', '--comm'], ['--comment']],
    [['approve', 'PR-2026-0001', '--comm'], ['--comment']],
    [['nonsense', ''], ['']],
  ])('after %j it offers %j', (words, expected) => {
    expect(offered(...words)).toEqual(expected);
  });
});

describe('completion in zsh and fish', () => {
  test('zsh takes the script of bash', () => {
    expect(scripts.get('zsh')).toMatch(/^#compdef rgz\n.*bashcompinit/);
  });

  test('fish gets one line for each command and flag', () => {
    expect(scripts.get('fish')).toContain("complete -c rgz -n '__fish_seen_subcommand_from policy' -a grant");
    expect(scripts.get('fish')).toContain('-l pending-for-me');
  });
});
