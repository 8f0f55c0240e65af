import type { ChannelSettings } from '../../ports/channel.ts';
import type { FreezeCalendarSource } from '../../ports/freeze-calendar.ts';

const dayMinutes = 1_440;

/** The end of the channel's quiet hours; undefined while it has none. They are read like a freeze that comes every day. */
export async function quietUntil(
  calendar: FreezeCalendarSource,
  { telling }: ChannelSettings,
  now: string,
): Promise<string | undefined> {
  const quiet = telling?.quietHours;
  if (quiet === undefined) return undefined;
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)];
  const minutes = (to - from + dayMinutes) % dayMinutes || dayMinutes;
  const cron = `${from % 60} ${Math.floor(from / 60)} * * *`;
  const freeze = { name: 'quiet', environments: [], cron, duration: `PT${minutes}M`, timezone: quiet.timezone };
  const { freezes, opensAt } = (await calendar.load()).at([{ index: 0, freeze }], now);
  return freezes.some(({ on, problem }) => on && problem === undefined) ? opensAt : undefined;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
