import { isObject, type Json } from '../../../domain/json.ts';
import type { YamlEdit, YamlPath } from '../../../ports/yaml.ts';
import { sameData } from './same-data.ts';

/** Breaks an edit into steps that each touch one scalar, pair or item, so that equal parts of a new value stay as they are. */
export function stepsOf(data: Json, edit: YamlEdit): YamlEdit[] {
  if (edit.op === 'append') return [edit];
  const old = valueAt(data, edit.path);
  if (edit.op === 'remove') return old === undefined ? [] : [edit];
  return old === undefined ? [edit] : [...setSteps(old, edit.value, edit.path)];
}

/** The value at a path. */
function valueAt(data: Json, path: YamlPath): Json | undefined {
  let value: Json | undefined = data;
  for (const key of path) {
    if (Array.isArray(value) && typeof key === 'number') value = value[key];
    else if (isObject(value) && typeof key === 'string' && Object.hasOwn(value, key)) value = value[key];
    else return undefined;
  }
  return value;
}

function* setSteps(old: Json, value: Json, path: YamlPath): Generator<YamlEdit> {
  if (sameData(old, value)) return;
  if (Array.isArray(old) && Array.isArray(value) && old.length > 0 && value.length > 0) {
    for (const [index, each] of value.entries()) {
      if (index < old.length) yield* setSteps(old[index] ?? null, each, [...path, index]);
      else yield { op: 'append', path, value: each };
    }
    for (let index = old.length - 1; index >= value.length; index -= 1) yield { op: 'remove', path: [...path, index] };
    return;
  }
  // Keys are added before others are removed, so that the mapping is never empty in between.
  if (isObject(old) && isObject(value) && Object.keys(old).length > 0 && Object.keys(value).length > 0) {
    for (const [key, each] of Object.entries(value)) {
      if (Object.hasOwn(old, key)) yield* setSteps(old[key] ?? null, each, [...path, key]);
      else yield { op: 'set', path: [...path, key], value: each };
    }
    for (const key of Object.keys(old)) if (!Object.hasOwn(value, key)) yield { op: 'remove', path: [...path, key] };
    return;
  }
  yield { op: 'set', path, value };
}
