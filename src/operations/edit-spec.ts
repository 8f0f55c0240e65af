import { aNoun } from '../domain/a-noun.ts';
import { canonical } from '../domain/canonical.ts';
import { changedImmutable } from '../domain/immutable.ts';
import { isObject, type Json, type JsonObject } from '../domain/json.ts';
import type { KindDefinition } from '../domain/kind.ts';
import type { RecordData } from '../domain/record.ts';
import { another } from '../domain/situation.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { RecordStore } from '../ports/records.ts';
import { type Acted, act } from './act.ts';
import type { Deps } from './deps.ts';
import { refuseProblems, worldOf } from './world.ts';
import type { Written } from './write-until-won.ts';

/** `spec.request.impactAssessment=high` in its two halves. */
export interface Assignment {
  path: readonly string[];
  value: string;
}

/** Changes values of a spec that is still open. Every approval given so far is void after it. */
export function editSpec(deps: Deps, id: string, assignments: readonly Assignment[]): Promise<Written<Acted>> {
  return act(deps, id, 'edited', async ({ loaded, situation }, view) => {
    const { kind, record } = loaded;
    if (kind.copy !== undefined)
      throw new RgzError('input.invalid', `the spec of ${aNoun(kind)} is that of its template`, {
        remedy: [`rgz ${kind.noun} upgrade ${id} --parameter <name>=<value>`],
      });
    let { spec } = record;
    for (const each of assignments) spec = await assign(deps.store, record, spec, each);
    if (canonical(spec) === canonical(record.spec)) {
      throw new RgzError('input.invalid', `${id} already has these values`, { remedy: [`rgz show ${id}`] });
    }
    const changed: RecordData = { ...record, spec };
    refuseImmutable(kind, record, changed);
    await deps.store.validate(kind.kind, changed);
    refuseProblems(kind.validate(changed, await worldOf(view, situation.now)));
    const paths = assignments.map((each) => each.path.join('.'));
    return { fields: { changed: paths }, spec: { value: spec, digest: deps.store.digest(changed) } };
  });
}

/** A value is text where the schema takes text, otherwise what it spells: true, 3, null. */
async function assign(
  store: RecordStore,
  record: RecordData,
  spec: JsonObject,
  { path, value }: Assignment,
): Promise<JsonObject> {
  const asText = put(spec, path, value, path);
  const spelled = spell(value);
  if (spelled === value || (await fits(store, record, asText))) return asText;
  const asSpelled = put(spec, path, spelled, path);
  return (await fits(store, record, asSpelled)) ? asSpelled : asText;
}

async function fits(store: RecordStore, record: RecordData, spec: JsonObject): Promise<boolean> {
  try {
    await store.validate(record.kind, { ...record, spec });
    return true;
  } catch (error) {
    if (error instanceof RgzError) return false;
    throw error;
  }
}

function spell(value: string): Json {
  if (value === 'true' || value === 'false') return value === 'true';
  if (value === 'null' || value === '') return null;
  return /^-?\d{1,15}$/.test(value) ? Number(value) : value;
}

function put(target: JsonObject, path: readonly string[], value: Json, whole: readonly string[]): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined || key === '' || key === '__proto__') {
    throw new RgzError('usage.invalid', `"${whole.join('.')}" is not a path in a spec`, {
      remedy: ['--set request.impactAssessment=high'],
    });
  }
  if (rest.length === 0) return { ...target, [key]: value };
  const inner = Object.hasOwn(target, key) ? target[key] : {};
  return { ...target, [key]: put(isObject(inner) ? inner : {}, rest, value, whole) };
}

function refuseImmutable(kind: KindDefinition, before: RecordData, after: RecordData): void {
  const [path] = changedImmutable(kind, before.spec, after.spec);
  if (path === undefined) return;
  throw new RgzError('input.invalid', `spec.${path} never changes after creation`, {
    remedy: [another({ kind, record: after })],
  });
}
