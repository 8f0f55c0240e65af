import { isObject } from './json.ts';
import type { RecordData } from './record.ts';

/** The moment before which a record is not to be carried out, where people set one. */
export function scheduledDate({ spec }: RecordData): string | null {
  const { request } = spec;
  return isObject(request) && typeof request.scheduledDate === 'string' ? request.scheduledDate : null;
}
