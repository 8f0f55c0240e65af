import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { approveMany } from '../../kit/approve-many.ts';
import { carryOut, idlePasses } from '../measure/carry-out.ts';
import { median } from '../measure/median.ts';
import { timeOf } from '../measure/whole-process.ts';
import { admin, approvers, controller, policy, requesters } from '../records/company.ts';
import type { Result } from '../row.ts';
import type { Workshop } from '../workshop.ts';

const requests = 1000;
/** So many of the same commits are made by plumbing: each starts half a dozen programs, and they are all alike. */
const sample = 60;

/** A controller with a deployer that is done at once, beside bare plumbing that commits and pushes the same trees. */
export async function controllerPace(workshop: Workshop): Promise<Result[]> {
  const folder = recordsFor(workshop, 'controller', ['true']);
  await approveMany(
    { folder, env: workshop.envOf(requesters[0]) },
    { folder, env: workshop.envOf(approvers[0]) },
    { count: requests, targets: requests, tenant: 'finance' },
  );
  const before = workshop.git(folder, 'rev-parse', 'origin/main');
  const { transitions, milliseconds } = await carryOut({ folder, env: workshop.envOf(controller) });
  const ours = milliseconds / transitions;
  const peer = byPlumbing(workshop, folder, before);
  const ratio = ours / peer;
  const measured = { ours, peer, ratio, spread: [ratio, ratio] as const, turns: 1 };
  const told = `${transitions} in ${(milliseconds / 1000).toFixed(1)} s: ${Math.round(1000 / ours)} a second`;
  return [
    {
      kind: 'time',
      name: `controller, one of ${transitions} transitions`,
      peer: 'git plumbing and push of the same trees',
      budget: { must: 4, aim: 2 },
      measured,
    },
    { kind: 'fact', name: 'controller, all transitions', holds: transitions === requests * 3, told },
  ];
}

/** A pass with nothing to do, apart from the fetch. */
export async function controllerIdle(workshop: Workshop, size: number): Promise<Result[]> {
  const folder = await workshop.bareCopy(size, 'controller-idle');
  const { passes, megabytes } = await idlePasses({ folder, env: workshop.envOf(controller) });
  const pass = median(passes);
  return [
    {
      kind: 'fact',
      name: `controller, a pass with nothing to do, ${size}`,
      holds: pass <= 10,
      told: `${pass.toFixed(1)} of 10 ms`,
    },
    {
      kind: 'fact',
      name: `memory of the controller, ${size}`,
      holds: megabytes <= 300,
      told: `${Math.round(megabytes)} of 300 MB`,
    },
  ];
}

/** A clone of records whose requests for production are carried out by a command. */
export function recordsFor(workshop: Workshop, name: string, command: readonly string[]): string {
  const folder = join(workshop.folder, name);
  const remote = `${folder}.git`;
  for (const worker of [admin, approvers[0], controller]) workshop.settle(worker);
  workshop.git(workshop.folder, 'init', '-q', '--bare', remote);
  timeOf(
    workshop.rgz(
      admin,
      workshop.folder,
      'init',
      folder,
      '--admin',
      admin.email,
      '--tenant',
      'finance',
      '--remote',
      remote,
    ),
  );
  const settings = {
    apiVersion: 'rgz.dev/v1',
    kind: 'Config',
    environments: { staging: {}, prod: { deployer: 'none' } },
    order: ['staging', 'prod'],
    deployers: { none: { type: 'command', command } },
  };
  const files = { '.rgz/policy.yaml': { ...policy('rgz.dev/v1'), version: 2 }, '.rgz/config.yaml': settings };
  for (const [path, data] of Object.entries(files)) writeFileSync(join(folder, path), stringify(data));
  const signed = { cwd: folder, env: workshop.envOf(admin) };
  timeOf({ args: ['git', 'commit', '-q', '-S', '-am', 'policy of the company'], ...signed });
  timeOf({ args: ['git', 'push', '-q'], ...signed });
  return folder;
}

/** Milliseconds a commit: blob, tree, commit object and push, each by the program that Git has for it. */
function byPlumbing(workshop: Workshop, folder: string, before: string): number {
  const commits = workshop.git(folder, 'rev-list', '--reverse', `${before}..origin/main`).split('\n').slice(0, sample);
  const clone = join(workshop.folder, 'plumbing');
  const remote = `${clone}.git`;
  workshop.git(workshop.folder, 'clone', '-q', '--bare', '--no-local', `${folder}.git`, remote);
  workshop.git(remote, 'update-ref', 'refs/heads/main', before);
  workshop.git(workshop.folder, 'clone', '-q', remote, clone);
  const env = { ...workshop.envOf(controller), GIT_INDEX_FILE: join(clone, '.git', 'plumbing-index') };
  const script = [
    'blob=$(git hash-object -w --stdin <"$FILE")',
    'git update-index --add --cacheinfo "100644,$blob,$CHANGED"',
    'tree=$(git write-tree)',
    'commit=$(git commit-tree -S -p "$(git rev-parse main)" -m "$MESSAGE" "$tree")',
    'git update-ref refs/heads/main "$commit"',
    'git push -q origin main',
  ].join(' && ');
  timeOf({ args: ['git', 'read-tree', 'main'], cwd: clone, env });
  const times = commits.map((commit) => {
    const path = workshop.git(folder, 'diff-tree', '-r', '--name-only', '--no-commit-id', commit);
    const file = join(workshop.folder, 'plumbing-files', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${workshop.git(folder, 'show', `${commit}:${path}`)}\n`);
    const message = workshop.git(folder, 'log', '-1', '--format=%B', commit);
    const told = { ...env, CHANGED: path, FILE: file, MESSAGE: message };
    return timeOf({ args: ['sh', '-c', script], cwd: clone, env: told });
  });
  return median(times);
}
