import type { ChannelStatus, Letter } from '../../operations/notify-status.ts';
import type { Context } from '../context.ts';
import { relativeTime } from './relative-time.ts';
import { type Column, table } from './table.ts';

type Look = Pick<Context, 'width' | 'paint'>;

/** Channels as a table that fits the terminal, with what keeps each from telling. */
export function channelTable(rows: readonly ChannelStatus[], { width, paint }: Look, now: string): string {
  const colours = { well: 'green', sending: 'cyan', waiting: 'yellow', away: 'red', unstarted: 'dim' } as const;
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
    { title: 'ID', value: (row) => row.id },
    { title: 'CHANNEL', value: (row) => row.channel, leaves: 4 },
    { title: 'TO', value: (row) => row.to, least: 12, leaves: 3 },
    { title: 'RECORD', value: (row) => row.records.join(', '), least: 12, leaves: 1 },
    { title: 'SINCE', value: (row) => relativeTime(row.at, now), leaves: 5 },
    { title: 'WHY', value: (row) => row.reason, least: 16, leaves: 2 },
  ];
  return table(rows, columns, width, paint);
}

function whyOf({ trouble, holder }: ChannelStatus, now: string): string {
  if (trouble !== null) return `${trouble.reason}; tried again ${relativeTime(trouble.notBefore, now)}`;
  return holder === null ? '' : `${holder.controller} sends`;
}
