import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { homeAt, makeFolder, runGit } from '../kit/folder.ts';

const top = fileURLToPath(new URL('../../', import.meta.url));
const facts = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'));
const root = makeFolder();
const env: Record<string, string> = {
  ...homeAt(join(root, 'home'), '[user]\n\tname = Ada\n\temail = ada@example.com\n'),
  npm_config_cache: join(root, 'cache'),
  npm_config_offline: 'true',
  npm_config_update_notifier: 'false',
};
let tarball: string;

const npm = (...args: string[]) => execFileSync('npm', args, { cwd: top, env, stdio: 'pipe' }).toString();

beforeAll(() => {
  // The bundle is there already, and others are running it: nothing may build it anew.
  npm('pack', '--ignore-scripts', '--pack-destination', root);
  tarball = join(root, readdirSync(root).find((name) => name.endsWith('.tgz')) ?? '');
});

/** Installs as the workflow does, in a place of its own, and gives the environment in which rgz is found. */
function installed(): Record<string, string> {
  const prefix = makeFolder();
  const workflow = parse(readFileSync(join(top, 'templates/repository/.github/workflows/rgz.yml'), 'utf8'));
  const step = workflow.jobs.records.steps.find((each: { name?: string }) => each.name === 'Install rgz');
  const more = { ...env, npm_config_prefix: prefix, RGZ_PACKAGE: tarball };
  execFileSync('bash', ['-e', '-c', step.run], { cwd: makeFolder(), env: more, stdio: 'pipe' });
  expect(readdirSync(join(prefix, 'lib/node_modules'))).toEqual(['rgz']);
  return { ...env, PATH: `${join(prefix, 'bin')}:${env.PATH}` };
}

test('the tarball depends on nothing and installs without a network', () => {
  expect([facts.private, facts.dependencies]).toEqual([undefined, undefined]);
  const there = installed();
  const run = (...args: string[]) => spawnSync('rgz', args, { cwd: root, env: there, encoding: 'utf8' });
  expect(run('--version')).toMatchObject({ status: 0, stdout: `${facts.version}\n`, stderr: '' });
  expect(run('init', 'records', '--admin', 'ada@example.com', '--tenant', 'tenant-a').status).toBe(0);
  expect(run('-C', 'records', 'tenant', 'list', '--json').stdout).toBe('[\n  "tenant-a"\n]\n');
  expect(run('-C', 'records', 'audit').status).toBe(0);
  expect(run('completion', 'bash').stdout).toContain('request');
  expect(runGit(join(root, 'records'), env, ['ls-files', '.rgz/schemas'])).toContain('policy.v1.schema.json');
});

test('holds what rgz runs on, and none of what it is made from', () => {
  const files = execFileSync('tar', ['tzf', tarball]).toString().trim().split('\n');
  const tops = new Set(files.map((file) => file.split('/')[1]));
  expect([...tops].sort()).toEqual(['LICENSE', 'README.md', 'bin', 'dist', 'package.json', 'schemas', 'templates']);
});
