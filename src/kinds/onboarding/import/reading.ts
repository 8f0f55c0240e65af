import type { Cell } from '../../../domain/sheet.ts';
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

/** A formula whose value no program has put down yet. */
export function isNotWorkedOut(cell: Cell): boolean {
  return cell.kind === 'fault' && !cell.text.startsWith('#');
}

/** Why a cell that holds another kind of thing than its column asks for cannot be read. */
export function refusedKind(cell: Cell): { fault: Note } {
  switch (cell.kind) {
    case 'date':
      return refused('cell.date');
    case 'boolean':
      return refused('cell.boolean', { value: cell.value ? { en: 'TRUE', fr: 'VRAI' } : { en: 'FALSE', fr: 'FAUX' } });
    case 'fault':
      return refused(isNotWorkedOut(cell) ? 'cell.not-worked-out' : 'cell.fault');
    default:
      return refused('cell.empty');
  }
}
