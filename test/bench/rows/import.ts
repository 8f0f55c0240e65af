import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeSalesWorkbook } from '../../kit/make-workbook.ts';
import { compare, type Side } from '../measure/pairs.ts';
import type { Program } from '../measure/whole-process.ts';
import { approvers } from '../records/company.ts';
import type { Result } from '../row.ts';
import type { Workshop } from '../workshop.ts';
import { withinMemory } from './within-memory.ts';

const [worker] = approvers;
const sizes = [
  { products: 150, sales: 2_000, seconds: 2 },
  { products: 150, sales: 50_000, seconds: 5 },
];
const company = {
  company: { name: 'Boutique Ndar', sector: 'retail', country: 'SN', site: { name: 'Sor', address: 'Saint-Louis' } },
};
const users = [{ firstName: 'Awa', lastName: 'Diop', email: 'awa@ndar.sn', role: 'admin' }];

/** Importing a workbook, signed and committed with its data, beside hucre alone reading the same rows. */
export async function* importWorkbooks(workshop: Workshop): AsyncGenerator<Result> {
  const folder = join(workshop.folder, 'onboarding');
  const run = (...args: string[]) => start(workshop.rgz(worker, folder, ...args));
  const key = join(workshop.folder, 'home', `${worker.email}.pub`);
  mkdirSync(folder);
  run('init', '.', '--admin', worker.email, '--key', key);
  for (const [name, data] of Object.entries({ company, users }))
    writeFileSync(join(folder, `../${name}.json`), JSON.stringify(data));
  const id = (JSON.parse(run('--json', 'onboarding', 'start', '--tenant', 'ndar', '-f', '../company.json')) as Started)
    .metadata.id;
  run('onboarding', 'users', id, '-f', '../users.json');
  const before = workshop.git(folder, 'rev-parse', 'HEAD');
  const from = new Date(Date.now() - 200 * 86_400_000).toISOString().slice(0, 10);
  for (const { products, sales, seconds } of sizes) {
    const file = join(workshop.folder, `sales-${sales}.xlsx`);
    writeFileSync(file, makeSalesWorkbook({ products, sales, from }));
    const program = workshop.rgz(worker, folder, 'onboarding', 'import', id, file);
    const ours: Side = { program, prepare: () => workshop.git(folder, 'reset', '-q', '--hard', before) };
    const measured = compare(ours, { program: peerOf(workshop, file) }, { turns: 9, seconds: 60 });
    const name = `rgz onboarding import of ${products} products and ${sales} sales`;
    yield { kind: 'time', name, peer: 'hucre reading the rows', budget: undefined, measured };
    const took = measured.ours / 1000;
    yield {
      kind: 'fact',
      name: `${name}, in seconds`,
      holds: took < seconds,
      told: `${took.toFixed(2)} of ${seconds} s`,
    };
    workshop.git(folder, 'reset', '-q', '--hard', before);
    yield withinMemory(`importing ${sales} sales`, program);
  }
}

interface Started {
  metadata: { id: string };
}

function start({ args: [command, ...args], cwd, env }: Program): string {
  return execFileSync(command, args, { env: { ...env }, ...(cwd === undefined ? {} : { cwd }) }).toString();
}

function peerOf(workshop: Workshop, file: string): Program {
  return {
    args: [process.execPath, join(workshop.root, 'test/bench/peers/read-rows.mjs'), file],
    env: workshop.envOf(worker),
  };
}
