import type { RgzError, Where } from '../errors/rgz-error.ts';
import type { Unreadable } from './reading.ts';

/** Everything that an error says is wrong with a file, each thing by itself where it has a place of its own. */
export function problemsOf({ code, message, where, explanations }: RgzError): Unreadable[] {
  const { pointer = '' } = where ?? {};
  const spot = spotOf(where);
  const parts = explanations.filter((each) => each.rule === code && each.pointer !== undefined);
  if (parts.length === 0) return [{ code, message, pointer, ...spot }];
  return parts.map((each) => {
    const at = each.pointer ?? '';
    return { code, message: each.message, pointer: at, ...(at === pointer ? spot : spotOf(each.where)) };
  });
}

function spotOf({ line, column }: Partial<Where> = {}): Pick<Unreadable, 'line' | 'column'> {
  return { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
}
