import { isObject, type Json, type JsonObject } from '../../../domain/json.ts';
import { RgzError } from '../../../errors/rgz-error.ts';
import type { YamlEdit, YamlPath } from '../../../ports/yaml.ts';

/** What the data must be after an edit, worked out without looking at the text. */
export function applyToData(data: Json, edit: YamlEdit): Json {
  if (edit.op === 'remove') return removeAt(data, edit.path);
  return changeAt(data, edit.path, (old) => (edit.op === 'set' ? edit.value : appended(old, edit.value)));
}

function appended(old: Json | undefined, value: Json): Json {
  if (old === undefined || old === null) return [value];
  if (!Array.isArray(old)) throw misfit('Only a list can be appended to.');
  return [...old, value];
}

function changeAt(data: Json | undefined, path: YamlPath, change: (old: Json | undefined) => Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return change(data);
  if (Array.isArray(data)) {
    if (typeof key !== 'number' || !Number.isInteger(key) || key < 0 || key > data.length)
      throw misfit(`The list has no place ${key}.`);
    const copy = [...data];
    copy[key] = changeAt(data[key], rest, change);
    return copy;
  }
  if (typeof key !== 'string') throw misfit(`There is no list to hold item ${key}.`);
  if (data !== undefined && data !== null && !isObject(data)) throw misfit(`There is no mapping to hold "${key}".`);
  const object = data ?? {};
  const old = Object.hasOwn(object, key) ? object[key] : undefined;
  return { ...object, [key]: changeAt(old, rest, change) };
}

function removeAt(data: Json, path: YamlPath): Json {
  const [key, ...rest] = path;
  if (key === undefined) throw misfit('A whole document cannot be removed.');
  if (Array.isArray(data) && typeof key === 'number' && key in data) {
    return rest.length === 0 ? data.toSpliced(key, 1) : data.with(key, removeAt(data[key] ?? null, rest));
  }
  if (!isObject(data) || typeof key !== 'string' || !Object.hasOwn(data, key)) return data;
  if (rest.length > 0) return { ...data, [key]: removeAt(data[key] ?? null, rest) };
  return without(data, key);
}

function without(data: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(data).filter(([each]) => each !== key));
}

function misfit(message: string): RgzError {
  return new RgzError('input.invalid', message);
}
