import type { Texts } from './texts.ts';

const mostRanges = 12;

/** Numbers of rows, kept as ranges. Beyond a dozen ranges the rest is counted only. */
export interface RowRanges {
  count: number;
  readonly ranges: { from: number; to: number }[];
  /** Rows that are in none of the ranges. */
  beyond: number;
}

export function emptyRanges(): RowRanges {
  return { count: 0, ranges: [], beyond: 0 };
}

/** Rows come in their order. */
export function addRow(rows: RowRanges, row: number): void {
  rows.count += 1;
  const last = rows.ranges.at(-1);
  if (last !== undefined && rows.beyond === 0 && row === last.to + 1) last.to = row;
  else if (rows.ranges.length < mostRanges) rows.ranges.push({ from: row, to: row });
  else rows.beyond += 1;
}

/** `rows 5–7, 9 and 12 more`. */
export function rowsInWords({ count, ranges, beyond }: RowRanges): Texts {
  const one = count === 1;
  const spans = (dash: string) =>
    ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}${dash}${to}`)).join(', ');
  const more = (words: string) => (beyond === 0 ? '' : ` ${words.replace('{}', String(beyond))}`);
  return {
    en: `${one ? 'row' : 'rows'} ${spans('–')}${more('and {} more')}`,
    fr: `${one ? 'ligne' : 'lignes'} ${spans(' à ')}${more('et {} autres')}`,
  };
}
