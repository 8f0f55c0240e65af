import { canonical } from './canonical.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import type { KindDefinition } from './kind.ts';

/** The paths below `spec` that a kind fixes at creation and that differ all the same. */
export function changedImmutable(
  { immutable }: Pick<KindDefinition, 'immutable'>,
  before: JsonObject,
  after: JsonObject,
): readonly string[] {
  return immutable
    .filter((path) => canonical(at(before, path) ?? null) !== canonical(at(after, path) ?? null))
    .map((path) => path.join('.'));
}

function at(spec: JsonObject, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((value, key) => (isObject(value) ? value[key] : undefined), spec);
}
