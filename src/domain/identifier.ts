const form = /^([A-Z]{2})-(\d{4})-(\d{4}|[1-9]\d{4,8})$/;

export interface Identifier {
  prefix: string;
  year: string;
  number: number;
}

/** Reads `PR-2026-0003`, in any case and with blanks around it. A number has one spelling; anything else is not an id. */
export function parseIdentifier(text: string): Identifier | undefined {
  const match = form.exec(text.trim().toUpperCase());
  return match === null ? undefined : { prefix: match[1] ?? '', year: match[2] ?? '', number: Number(match[3]) };
}

/** At least four digits; larger numbers grow. */
export function formatIdentifier({ prefix, year, number }: Identifier): string {
  return `${prefix}-${year}-${String(number).padStart(4, '0')}`;
}

/** The id after the highest one in use for this prefix and year. Gaps are never filled: a number means one record for good. */
export function nextIdentifier(prefix: string, year: string, used: Iterable<string>): string {
  let highest = 0;
  for (const id of used) {
    const found = parseIdentifier(id);
    if (found?.prefix === prefix && found.year === year && found.number > highest) highest = found.number;
  }
  return formatIdentifier({ prefix, year, number: highest + 1 });
}

/** The lowest number that no id has. For when a number at the very end is taken, so that none comes after it. */
export function freeIdentifier(prefix: string, year: string, used: Iterable<string>): string {
  const taken = new Set(used);
  let number = 1;
  while (taken.has(formatIdentifier({ prefix, year, number }))) number += 1;
  return formatIdentifier({ prefix, year, number });
}
