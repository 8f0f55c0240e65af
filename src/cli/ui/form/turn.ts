import type { Entry } from './entry.ts';

/** What a key makes of an entry: another entry, or the wish to go back, on to the next open question, or just to the next field. */
export type Turn<E extends Entry = Entry> = E | 'back' | 'on' | 'next';
