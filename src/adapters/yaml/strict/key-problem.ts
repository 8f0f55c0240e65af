import { forbiddenCharacters } from '../forbidden-characters.ts';

/** Why something cannot be the key of a mapping, or undefined where it can. */
export function keyProblem(key: unknown): string | undefined {
  if (typeof key !== 'string') return 'A key must be text; put it in quotes.';
  if (key === '<<') return 'Merge keys (<<) are not accepted; write the values where they are needed.';
  if (key === '__proto__') return 'The key "__proto__" is not accepted.';
  for (const { name } of forbiddenCharacters(key)) return `This key holds ${name}.`;
  return undefined;
}

/** A key as it may stand in a sentence. */
export function quoted(key: string): string {
  return JSON.stringify(key.length > 60 ? `${key.slice(0, 60)}…` : key);
}
