import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describeMachine } from './machine.ts';
import { type Options, readOptions, usage } from './options.ts';
import { holds, type Result } from './row.ts';
import { rows } from './rows/index.ts';
import { tableHead, tableRow } from './table.ts';
import { Workshop } from './workshop.ts';

export { hearBurst } from './burst/hear-burst.ts';
export { tellBare, tellBurst } from './burst/tell-burst.ts';

/**
 * Measures the rows that are asked for and prints the table while it grows. A row that fails says so and leaves the
 * others alone. Exit code 1: a budget that has to hold does not, or a row could not be measured.
 */
export async function bench(root: string, argv: readonly string[]): Promise<number> {
  const options = readOptions(argv, new Set(rows.keys()));
  if (options === undefined) {
    process.stderr.write(`${usage(rows.keys())}\n`);
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
    process.stdout.write(`${describeMachine()}; seed ${options.seed}\n\n${tableHead()}\n`);
    let good = true;
    for await (const result of measure(options, workshop, log)) {
      process.stdout.write(`${tableRow(result)}\n`);
      good &&= holds(result);
    }
    log('done');
    return good ? 0 : 1;
  } finally {
    if (options.keep) log(`kept in ${workshop.folder}`);
    else workshop.remove();
  }
}

async function* measure(options: Options, workshop: Workshop, log: (line: string) => void): AsyncGenerator<Result> {
  for (const name of options.rows) {
    log(name);
    try {
      yield* (await rows.get(name)?.(workshop, options.sizes)) ?? [];
    } catch (error) {
      log(error instanceof Error ? (error.stack ?? error.message) : String(error));
      yield { kind: 'failure', name, why: error instanceof Error ? error.message : String(error) };
    }
  }
}
