import { type Result, verdictOf } from './row.ts';

const heads = ['what', 'peer', 'must', 'aim', 'measured', 'middle half', 'rgz', 'peer', 'verdict'] as const;

/** The results as a Markdown table that is readable in a terminal too. */
export function renderTable(results: readonly Result[]): string {
  const rows = [heads, ...results.map(cells)];
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  const [head, ...body] = rows.map(line);
  return [head, rule, ...body].join('\n');
}

function cells(result: Result): readonly string[] {
  const verdict = verdictOf(result);
  if (result.kind === 'fact') return [result.name, '', '', '', result.told, '', '', '', verdict];
  const { name, peer, budget, measured } = result;
  const [low, high] = measured.spread;
  return [
    name,
    peer,
    budget === undefined ? '' : `≤ ${named(budget.must)} ×`,
    budget === undefined ? '' : `${named(budget.aim)} ×`,
    `${short(measured.ratio)} ×`,
    `${short(low)}–${short(high)}`,
    milliseconds(measured.ours),
    milliseconds(measured.peer),
    verdict,
  ];
}

/** A small part of the peer's time is told as a fraction: `1/80`. */
function named(value: number): string {
  return value < 0.1 ? `1/${Math.round(1 / value)}` : String(value);
}

function short(value: number): string {
  return value < 0.1 ? named(value) : value.toFixed(2);
}

function milliseconds(value: number): string {
  return value < 10_000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`;
}
