import { plainLine } from '../../domain/plain-text.ts';
import type { ChannelStatus, Letter } from '../../operations/notify-status.ts';
import type { Context } from '../context.ts';
import { relativeTime } from './relative-time.ts';
import { type Column, table } from './table.ts';
import { wrap } from './text-width.ts';

type Look = Pick<Context, 'width' | 'paint'>;

/** Channels as a table that fits the terminal, with what keeps each from telling. */
export function channelTable(rows: readonly ChannelStatus[], { width, paint }: Look, now: string): string {
  const colours = {
    well: 'green',
    sending: 'cyan',
    waiting: 'yellow',
    away: 'red',
    broken: 'red',
    unstarted: 'dim',
    local: 'dim',
  } as const;
  const columns: Column<ChannelStatus>[] = [
    { title: 'CHANNEL', value: (row) => row.channel },
    { title: 'TYPE', value: (row) => row.type, leaves: 4 },
    { title: 'STATE', value: (row) => row.state, colour: (row, text) => paint(colours[row.state], text) },
    { title: 'SENT', value: (row) => String(row.delivered) },
    { title: 'LATE', value: (row) => String(row.late) },
    {
      title: 'DEAD',
      value: (row) => String(row.dead),
      colour: (row, text) => (row.dead > 0 ? paint('red', text) : text),
    },
    { title: 'BEHIND', value: (row) => String(row.behind), leaves: 3 },
    { title: 'LAST', value: (row) => (row.lastAt === null ? '' : relativeTime(row.lastAt, now)), leaves: 5 },
    { title: 'WHY', value: (row) => whyOf(row, now), least: 16, leaves: 6 },
  ];
  return table(rows, columns, width, paint);
}

/** Dead letters as a table that fits the terminal. */
export function letterTable(rows: readonly Letter[], { width, paint }: Look, now: string): string {
  const columns: Column<Letter>[] = [
    { title: 'ID', value: ({ id }) => shortId(id) },
    { title: 'CHANNEL', value: (row) => row.channel, leaves: 4 },
    { title: 'TO', value: (row) => row.to, least: 12, leaves: 3 },
    { title: 'RECORD', value: (row) => row.records.join(', '), least: 12, leaves: 1 },
    { title: 'SINCE', value: (row) => relativeTime(row.at, now), leaves: 5 },
  ];
  return table(rows, columns, width, paint);
}

/** Why each letter is dead, whole. */
export function reasonLines(rows: readonly Letter[], { width }: Look): string {
  const indent = ' '.repeat(10);
  return rows
    .map(({ id, reason }) => `${shortId(id)}  ${wrap(plainLine(reason), width - 10).join(`\n${indent}`)}`)
    .join('\n');
}

/** Enough of an id to name a letter by. */
function shortId(id: string): string {
  return plainLine(id).slice(0, 8);
}

function whyOf({ state, trouble, waits, holder, fault }: ChannelStatus, now: string): string {
  if (fault !== null) return fault.message;
  if (trouble !== null) return `${trouble.reason}; ${tryWords(trouble.notBefore, now)}`;
  if (holder !== null) return `${holder.controller} sends`;
  if (state === 'local') return 'each controller tells its own';
  return waits === null ? '' : `${waits.reason}; ${tryWords(waits.notBefore, now)}`;
}

function tryWords(notBefore: string, now: string): string {
  const isDue = Date.parse(notBefore) <= Date.parse(now);
  return isDue ? 'due: the next controller tries it' : `tried again ${relativeTime(notBefore, now)}`;
}
