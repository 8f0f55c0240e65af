import { type Result, verdictOf } from './row.ts';

const columns = [
  ['what', 52],
  ['peer', 24],
  ['must', 7],
  ['aim', 6],
  ['measured', 8],
  ['middle half', 11],
  ['rgz', 8],
  ['peer', 8],
  ['verdict', 7],
] as const;

/** The head of a Markdown table that can be read in a terminal while it grows. */
export function tableHead(): string {
  return `${line(columns.map(([name]) => name))}\n|${columns.map(([, width]) => '-'.repeat(width + 2)).join('|')}|`;
}

export function tableRow(result: Result): string {
  return line([...cells(result), verdictOf(result)]);
}

function line(texts: readonly string[]): string {
  return `| ${columns.map(([, width], column) => (texts[column] ?? '').padEnd(width)).join(' | ')} |`;
}

function cells(result: Result): readonly string[] {
  if (result.kind === 'failure') return [result.name, '', '', '', plainCell(result.why), '', '', ''];
  if (result.kind === 'fact') return [result.name, '', '', '', result.told, '', '', ''];
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
  ];
}

/** An error in one line that does not end the cell. */
function plainCell(text: string): string {
  const words = text.replaceAll('|', '/').replace(/\s+/g, ' ').trim();
  return words.length > 200 ? `${words.slice(0, 200)}…` : words;
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
