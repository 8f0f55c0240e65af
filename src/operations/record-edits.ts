import { canonical } from '../domain/canonical.ts';
import { isObject, type Json, type JsonObject } from '../domain/json.ts';
import type { RecordData } from '../domain/record.ts';
import type { YamlEdit } from '../ports/yaml.ts';

/** The edits that lead from one record to the next: only what differs is touched, and the history only grows. */
export function editsBetween(before: RecordData, after: RecordData): readonly YamlEdit[] {
  const edits: YamlEdit[] = [];
  compareObjects(before.spec, after.spec, ['spec'], edits);
  const { history: old = [], ...fieldsBefore } = before.status ?? { history: [] };
  const { history: grown = [], ...fieldsAfter } = after.status ?? { history: [] };
  for (const field of Object.keys(fieldsAfter)) {
    const [left, right] = [
      fieldsBefore[field as keyof typeof fieldsBefore] as Json | undefined,
      fieldsAfter[field as keyof typeof fieldsAfter] as Json,
    ];
    if (left === undefined || canonical(left) !== canonical(right))
      edits.push({ op: 'set', path: ['status', field], value: right });
  }
  for (const event of grown.slice(old.length))
    edits.push({ op: 'append', path: ['status', 'history'], value: event as Json });
  return edits;
}

function compareObjects(before: JsonObject, after: JsonObject, path: string[], edits: YamlEdit[]): void {
  for (const key of Object.keys(before)) {
    if (!Object.hasOwn(after, key)) edits.push({ op: 'remove', path: [...path, key] });
  }
  for (const [key, value] of Object.entries(after)) {
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    if (isObject(old) && isObject(value)) compareObjects(old, value, [...path, key], edits);
    else if (old === undefined || canonical(old) !== canonical(value))
      edits.push({ op: 'set', path: [...path, key], value });
  }
}
