import type { Progress, VerifiedChecklist, VerifiedItem } from '../../operations/verify-checklist.ts';
import type { Paint } from './paint.ts';
import { type Column, table } from './table.ts';

const words = { holds: 'holds', fails: 'does not hold', 'not-run': 'could not run' } as const;

/** One line for each beginning and end, for whoever waits. */
export function progressLine(progress: Progress): string {
  const { number, item, probe } = progress;
  if (progress.at === 'begun') return `${number} ${item}: ${probe} …`;
  const found = findingsOf(progress);
  return `${number} ${item}: ${words[progress.outcome]}${found === '' ? '' : `: ${found}`}`;
}

export function verifiedTable({ id, items }: VerifiedChecklist, width: number, paint: Paint): string {
  const colours = { holds: 'green', fails: 'red', 'not-run': 'yellow' } as const;
  const columns: readonly Column<VerifiedItem>[] = [
    { title: '#', value: ({ number }) => String(number) },
    { title: 'POINT', value: ({ item }) => item },
    { title: 'PROBE', value: ({ probe }) => probe, leaves: 2 },
    {
      title: 'RESULT',
      value: ({ outcome }) => words[outcome],
      colour: ({ outcome }, text) => paint(colours[outcome], text),
    },
    { title: 'STATUS', value: ({ status }) => status.replace('_', ' '), leaves: 1 },
    { title: 'FOUND', value: findingsOf, least: 20 },
  ];
  const count = (outcome: VerifiedItem['outcome']) => items.filter((each) => each.outcome === outcome).length;
  const sum = `${id}: ${count('holds')} hold, ${count('fails')} do not, ${count('not-run')} could not run`;
  return `${table(items, columns, width, paint)}\n${sum}`;
}

/** What was measured beside what was claimed, and what there is to tell. */
function findingsOf({ findings, told }: VerifiedItem): string {
  const found = findings.map(({ name, claim, value }) =>
    value === null ? `no ${name} was measured (${claim})` : `${name} ${shown(value)} (${claim})`,
  );
  return [...found, ...(told === null ? [] : [told])].join('; ');
}

function shown(value: string | number | boolean): string {
  return String(value).slice(0, 60);
}
