import type { KindDefinition } from './kind.ts';

/** A record of the kind, in a sentence. */
export function aNoun({ noun }: Pick<KindDefinition, 'noun'>): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}
