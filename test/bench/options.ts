import { parseArgs } from 'node:util';

export interface Options {
  rows: readonly string[];
  sizes: readonly number[];
  seed: number;
  keep: boolean;
  /** A folder for the repositories that are made, to be used again by a later run. */
  sources: string | undefined;
}

export function usage(rows: Iterable<string>): string {
  return `npm run bench -- [--rows ${[...rows].join(',')}] [--sizes 1000,10000,100000] [--seed <n>] [--sources <folder>] [--keep]`;
}

/** What was typed; undefined where it cannot be understood. */
export function readOptions(argv: readonly string[], known: ReadonlySet<string>): Options | undefined {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      rows: { type: 'string', default: [...known].join(',') },
      sizes: { type: 'string', default: '1000,10000,100000' },
      seed: { type: 'string', default: '1' },
      sources: { type: 'string' },
      keep: { type: 'boolean', default: false },
    },
  });
  const rows = values.rows.split(',');
  const sizes = values.sizes.split(',').map(Number);
  const seed = Number(values.seed);
  const isUnderstood =
    rows.every((row) => known.has(row)) &&
    sizes.every((size) => Number.isInteger(size) && size >= 100) &&
    Number.isInteger(seed);
  if (!isUnderstood) return undefined;
  return { rows, sizes: sizes.sort((left, right) => left - right), seed, keep: values.keep, sources: values.sources };
}
