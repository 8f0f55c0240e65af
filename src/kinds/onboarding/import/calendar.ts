/** A day of the calendar as YYYY-MM-DD, or undefined where there is none such. */
export function dayOf(year: number, month: number, day: number): string | undefined {
  if (year < 1900 || year > 9999 || month < 1 || month > 12 || day < 1 || day > lastDayOf(year, month))
    return undefined;
  return `${year}-${two(month)}-${two(day)}`;
}

/** The same day of another month, or the last one where that month is shorter. */
export function monthsAway(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const count = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(count / 12), (count % 12) + 1];
  return `${toYear}-${two(toMonth)}-${two(Math.min(day, lastDayOf(toYear, toMonth)))}`;
}

/** The day of a number that a spreadsheet counts days by, from 1900. Only those of 2000 to 2099 are taken for one. */
export function dayOfSerial(serial: number): string | undefined {
  const day = Math.floor(serial);
  if (!(day >= 36_526 && day <= 73_050)) return undefined;
  return new Date(Date.UTC(1899, 11, 30) + day * 86_400_000).toISOString().slice(0, 10);
}

/** The day of a moment, in UTC. */
export function dayOfMoment(moment: string): string {
  return new Date(moment).toISOString().slice(0, 10);
}

function lastDayOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
