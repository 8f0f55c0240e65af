import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Comparison, compare } from '../measure/pairs.ts';
import { requesters } from '../records/company.ts';
import type { Result } from '../row.ts';
import type { Workshop } from '../workshop.ts';
import { withinMemory } from './within-memory.ts';

const [worker] = requesters;
const commits = 10_000;
/** Git starts ssh-keygen for each commit; so many are measured and the time of all is worked out from them. */
const sample = 500;

/** Auditing signed commits that are all good, beside `git log --format=%G?` with the exported allowed-signers file. */
export async function auditTrail(workshop: Workshop): Promise<Result[]> {
  const source = await workshop.signedSource(commits);
  const folder = join(workshop.folder, 'audit.git');
  workshop.git(workshop.folder, 'clone', '-q', '--bare', '--local', source, folder);
  workshop.git(folder, 'remote', 'remove', 'origin');
  const [node, ...flags] = workshop.rgz(worker, folder, 'policy', 'allowed-signers').args;
  const signers = join(workshop.folder, 'allowed-signers');
  writeFileSync(signers, execFileSync(node, flags, { cwd: folder, env: workshop.envOf(worker) }));
  const program = workshop.rgz(worker, folder, 'audit');
  const verified = ['-c', `gpg.ssh.allowedSignersFile=${signers}`, 'log', '--format=%G?', '-n', String(sample)];
  const told = workshop.git(folder, ...verified);
  if (new Set(told.split('\n')).size !== 1 || !told.startsWith('G'))
    throw new Error('Git does not find all signatures good');
  const peer = { ...program, args: ['git', ...verified] as const };
  const forget = () => rmSync(join(folder, 'rgz'), { recursive: true, force: true });
  const cold = compare({ program, prepare: forget }, { program: peer }, { turns: 9, seconds: 120 });
  const again = compare({ program }, { program: workshop.bareNode(folder) }, { turns: 15, seconds: 20 });
  forget();
  const name = `rgz audit of ${commits} signed commits`;
  const budget = { must: 1 / 30, aim: 1 / 80 };
  return [
    { kind: 'time', name, peer: `git log %G?, from ${sample}`, budget, measured: scaled(cold, commits / sample) },
    { kind: 'time', name: `${name}, again`, peer: 'node -e 0', budget: undefined, measured: again },
    withinMemory(name, program),
  ];
}

function scaled(measured: Comparison, by: number): Comparison {
  const { peer, ratio, spread, ...rest } = measured;
  return { ...rest, peer: peer * by, ratio: ratio / by, spread: [spread[0] / by, spread[1] / by] };
}
