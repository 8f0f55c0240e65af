import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compare } from '../measure/pairs.ts';
import { type Program, timeOf } from '../measure/whole-process.ts';
import type { Worker } from '../records/company.ts';
import type { Result } from '../row.ts';
import type { Workshop } from '../workshop.ts';

/** A file as rgz would leave it, and the message of its commit. */
export interface Change {
  path: string;
  text: string;
  message: string;
}

export interface Race {
  name: string;
  worker: Worker;
  size: number;
  /** What rgz is asked in each turn, number 0 being the warming up. */
  commands: readonly (readonly string[])[];
}

/**
 * rgz beside `git add`, `git commit -S` and `git push` of the very same files, each in a checkout of its own with a
 * bare remote of its own. What rgz writes is found out beforehand on a third copy; the peer finds its file written.
 */
export async function race(workshop: Workshop, { name, worker, size, commands }: Race): Promise<Result> {
  const trial = await workshop.bareCopy(size, `${name}-trial`);
  const changes = commands.map((command) => tryOut(workshop, trial, workshop.rgz(worker, trial, ...command)));
  const [ours, theirs] = [await workshop.clone(size, `${name}-rgz`), await workshop.clone(size, `${name}-git`)];
  const mine: Program = workshop.rgz(worker, ours);
  const script = 'git add -- "$CHANGED" && git commit -q -S -m "$MESSAGE" && git push -q';
  const peer: Program = { args: ['sh', '-c', script], cwd: theirs, env: workshop.envOf(worker) };
  const measured = compare(
    { program: mine, turn: (turn) => workshop.rgz(worker, ours, ...(commands[turn] ?? [])) },
    {
      program: peer,
      turn: (turn) => {
        const change = changes[turn];
        if (change === undefined) throw new Error(`there is no change for turn ${turn}`);
        const file = join(theirs, change.path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, change.text);
        return { ...peer, env: { ...peer.env, CHANGED: change.path, MESSAGE: change.message } };
      },
    },
    { turns: commands.length - 1, seconds: 60 },
  );
  for (const clone of [ours, theirs]) refuseUnlikeRemote(workshop, clone);
  const budget = { must: 1, aim: 0.5 };
  return { kind: 'time', name: `rgz ${name}, ${size}`, peer: 'git add, commit -S, push', budget, measured };
}

function tryOut(workshop: Workshop, trial: string, program: Program): Change {
  timeOf(program);
  const path = workshop.git(trial, 'diff-tree', '-r', '--name-only', '--no-commit-id', 'main');
  return {
    path,
    text: `${workshop.git(trial, 'show', `main:${path}`)}\n`,
    message: workshop.git(trial, 'log', '-1', '--format=%B', 'main'),
  };
}

/** A time counts only when everything has arrived: on the remote, on the branch and in the files. */
function refuseUnlikeRemote(workshop: Workshop, clone: string): void {
  const [head, remote] = ['HEAD', 'origin/main'].map((name) => workshop.git(clone, 'rev-parse', name));
  const arrived = workshop.git(`${clone}.git`, 'rev-parse', 'main');
  const dirty = workshop.git(clone, 'status', '--porcelain');
  if (head !== remote || head !== arrived || dirty !== '')
    throw new Error(`${clone} is not what its remote is: ${dirty}`);
}
