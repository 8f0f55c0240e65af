import type { Json } from '../../../domain/json.ts';
import type { GenericSms } from '../../../generated/types/config.v1.ts';

/** What stands at a path such as `messages.0.status`; undefined where nothing does. */
export function valueAt(json: Json | undefined, path: string): Json | undefined {
  let value = json;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = Array.isArray(value) ? value[Number(part)] : value[part];
  }
  return value;
}

/** Whether an answer says that the message was taken, as the settings describe it. Without `equals` something has to be there. */
export function isTaken({ path, equals }: NonNullable<GenericSms['success']>, json: Json | undefined): boolean {
  if (path === undefined) return true;
  const value = valueAt(json, path);
  if (equals === undefined) return value !== undefined && value !== null && value !== false && value !== '';
  return equals.some((wanted) => wanted === value);
}
