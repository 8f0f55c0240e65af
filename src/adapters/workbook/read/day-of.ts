const perDay = 86_400_000;
const last = Date.UTC(9999, 11, 31);

/** The day that a spreadsheet counts with this number, as YYYY-MM-DD. Undefined for what is none, such as a time alone. */
export function dayOf(serial: number, from1904: boolean): string | undefined {
  const day = Math.floor(Math.round(serial * perDay) / perDay);
  // Excel counts a 29 February 1900 that never was; before it, days are one further on.
  if (from1904 ? day < 0 : day < 1 || day === 60) return undefined;
  const first = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  const at = first + day * perDay;
  return at <= last ? new Date(at).toISOString().slice(0, 10) : undefined;
}

/** A day as the newer form of the format writes it, in words. */
export function dayOfText(text: string): string | undefined {
  const [day = ''] = /^\d{4}-\d{2}-\d{2}(?=$|T)/.exec(text) ?? [];
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day) ? day : undefined;
}
