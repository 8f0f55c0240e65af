/** No outcome asks for a longer wait: what is wrong by then is looked at again. */
const longest = 3600;

/** Seconds that an answer asks to wait for, from 1 to an hour. A date counts from that of the answer, or from `now`. */
export function retryAfterOf(
  { 'retry-after': value, date }: Readonly<Record<string, string | undefined>>,
  now = Date.now(),
): number | undefined {
  if (value === undefined) return undefined;
  const from = date === undefined ? now : Date.parse(date);
  const seconds = /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : (Date.parse(value) - from) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(Math.ceil(seconds), 1), longest);
}
