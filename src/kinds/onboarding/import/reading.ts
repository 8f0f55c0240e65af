import type { MessageCode } from './messages.ts';
import type { Values } from './texts.ts';

/** Something to tell of a cell. */
export interface Note {
  code: MessageCode;
  values?: Values;
}

/** What a cell was read as, with what to remark of it; or why it cannot be read. */
export type Reading<Value> = { value: Value; notes?: readonly Note[] } | { fault: Note };

export function refused(code: MessageCode, values: Values = {}): { fault: Note } {
  return { fault: { code, values } };
}
