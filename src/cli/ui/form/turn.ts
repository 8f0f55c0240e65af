import type { Entry } from './entry.ts';

/** What a key makes of an entry: another entry, or the wish to go back or on. */
export type Turn<E extends Entry = Entry> = E | 'back' | 'on';
