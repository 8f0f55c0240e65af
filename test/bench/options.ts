import { parseArgs } from 'node:util';

export const rowNames = [
  'start-up',
  'list-warm',
  'list-cold',
  'create',
  'approve',
  'check-cold',
  'check-again',
  'check-range',
  'audit',
] as const;
export type RowName = (typeof rowNames)[number];

export interface Options {
  rows: readonly RowName[];
  sizes: readonly number[];
  seed: number;
  keep: boolean;
  /** A folder for the repositories that are made, to be used again by a later run. */
  sources: string | undefined;
}

export const usage = `npm run bench -- [--rows ${rowNames.join(',')}] [--sizes 1000,10000,100000] [--seed <n>] [--sources <folder>] [--keep]`;

/** What was typed; undefined where it cannot be understood. */
export function readOptions(argv: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      rows: { type: 'string', default: rowNames.join(',') },
      sizes: { type: 'string', default: '1000,10000,100000' },
      seed: { type: 'string', default: '1' },
      sources: { type: 'string' },
      keep: { type: 'boolean', default: false },
    },
  });
  const rows = values.rows.split(',');
  const sizes = values.sizes.split(',').map(Number);
  const seed = Number(values.seed);
  const known = rows.every((row): row is RowName => rowNames.some((name) => name === row));
  if (!known || !sizes.every((size) => Number.isInteger(size) && size >= 100) || !Number.isInteger(seed))
    return undefined;
  return { rows, sizes: sizes.sort((left, right) => left - right), seed, keep: values.keep, sources: values.sources };
}
