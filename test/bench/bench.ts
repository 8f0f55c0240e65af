import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describeMachine } from './machine.ts';
import { type Options, type RowName, readOptions, usage } from './options.ts';
import { renderTable } from './render-table.ts';
import { type Result, verdictOf } from './row.ts';
import { approve } from './rows/approve.ts';
import { auditTrail } from './rows/audit.ts';
import { checkAgain } from './rows/check-again.ts';
import { checkCold } from './rows/check-cold.ts';
import { checkRange } from './rows/check-range.ts';
import { create } from './rows/create.ts';
import { listCold } from './rows/list-cold.ts';
import { listWarm } from './rows/list-warm.ts';
import { startUp } from './rows/start-up.ts';
import { Workshop } from './workshop.ts';

const rows: Record<RowName, (workshop: Workshop, sizes: readonly number[]) => Promise<Result[]>> = {
  'start-up': (workshop) => startUp(workshop),
  'list-warm': listWarm,
  'list-cold': listCold,
  create: (workshop, sizes) => create(workshop, Math.max(...sizes)),
  approve: (workshop, sizes) => approve(workshop, Math.max(...sizes)),
  'check-cold': checkCold,
  'check-again': (workshop, sizes) => checkAgain(workshop, Math.max(...sizes)),
  'check-range': (workshop, sizes) => checkRange(workshop, Math.max(...sizes)),
  audit: (workshop) => auditTrail(workshop),
};

/** Measures the rows that are asked for and prints the table. Exit code 1: a budget that has to hold does not. */
export async function bench(root: string, argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  if (options === undefined) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const start = Date.now();
  const log = (line: string) =>
    process.stderr.write(`${String(Math.round((Date.now() - start) / 1000)).padStart(4)} s  ${line}\n`);
  const workshop = new Workshop(root, options, log);
  process.once('SIGINT', () => {
    workshop.remove();
    process.exit(130);
  });
  try {
    execFileSync(process.execPath, [join(root, 'scripts/build.mjs'), `--metafile=${workshop.meta}`], { cwd: root });
    const results = await measure(options, workshop, log);
    process.stdout.write(`${describeMachine()}; seed ${options.seed}\n\n${renderTable(results)}\n`);
    return results.some((result) => verdictOf(result) === 'MISSED') ? 1 : 0;
  } finally {
    if (options.keep) log(`kept in ${workshop.folder}`);
    else workshop.remove();
  }
}

async function measure({ rows: names, sizes }: Options, workshop: Workshop, log: (line: string) => void) {
  const results: Result[] = [];
  for (const name of names) {
    log(name);
    results.push(...(await rows[name](workshop, sizes)));
  }
  return results;
}
