import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src/adapters/records/load.ts';
import { checkSchema } from '../../src/adapters/schemas/index.ts';
import { yaml } from '../../src/adapters/yaml/index.ts';
import { apply } from '../../src/domain/apply.ts';
import { judgeDecision } from '../../src/domain/decision-gates.ts';
import { foldHistory } from '../../src/domain/history.ts';
import { nextIdentifier, parseIdentifier } from '../../src/domain/identifier.ts';
import { isObject, type Json } from '../../src/domain/json.ts';
import { actionOf, type KindDefinition } from '../../src/domain/kind.ts';
import type { RecordData } from '../../src/domain/record.ts';
import { roleFor, roles } from '../../src/domain/roles.ts';
import { summarise, unreadable } from '../../src/domain/summary.ts';
import { catalogue, exitCodeOf } from '../../src/errors/catalogue.ts';
import { kinds } from '../../src/kinds/index.ts';
import { editsBetween } from '../../src/operations/record-edits.ts';
import { isRule } from '../../src/verify/rules.ts';
import { actor, now, policyOf } from '../domain/example.ts';
import { bringTo, nowhere, routesOf, situationFor, startsOf } from './routes.ts';
import { sampleFor, sampleOf } from './samples.ts';

const folder = fileURLToPath(new URL('../../schemas/', import.meta.url));
const schemas = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ file, schema: JSON.parse(readFileSync(folder + file, 'utf8')) }));
const everyRole = Object.keys(roles).map((role) => ({ role }));
const policy = policyOf([
  { emails: ['all@example.com'], roles: everyRole },
  { emails: ['none@example.com'], roles: [] },
]);

function at(schema: Json | undefined, ...path: string[]): Json | undefined {
  return path.reduce<Json | undefined>((value, key) => (isObject(value) ? value[key] : undefined), schema);
}

test('no two kinds have the same name, prefix or sample', () => {
  expect(kinds.length).toBeGreaterThan(0);
  for (const field of ['kind', 'prefix'] as const) {
    expect(new Set(kinds.map((kind) => kind[field])).size).toBe(kinds.length);
  }
});

describe.each(kinds)('$kind', (kind: KindDefinition) => {
  const sample = sampleOf(kind.kind);
  const found = schemas.find((each) => each.schema.title === kind.kind);
  const states = [...routesOf(kind).keys()];
  const record = (state: string) => bringTo(kind, sample, state, policy);

  describe('its schema', () => {
    test('is there, under its name and version, and compiles', () => {
      const name = kind.kind.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
      expect(found?.file).toBe(`${name}.v1.schema.json`);
      expect(found?.schema).toMatchObject({ $id: found?.file, description: expect.stringMatching(/^[A-Z].*\.$/) });
      const ajv = new Ajv.default({ strict: true, allowUnionTypes: true, strictRequired: false });
      for (const format of ['date-time', 'uri']) ajv.addFormat(format, true);
      const accepts = ajv.compile(found?.schema);
      expect(accepts(sample)).toBe(true);
      expect(accepts({ ...sample, unknown: 1 })).toBe(false);
    });

    test('is the one that rgz holds records against', () => {
      expect(checkSchema(kind.kind, sample)).toEqual([]);
      expect(checkSchema(kind.kind, { ...sample, spec: null })).not.toEqual([]);
      expect(checkSchema(kind.kind, { ...sample, kind: 'Other' })).not.toEqual([]);
    });

    test('knows the same states', () => {
      expect(at(found?.schema, 'properties', 'status', 'properties', 'state', 'enum')).toEqual(kind.states);
    });

    test('knows every field that follows from the history', () => {
      const fields = at(found?.schema, 'properties', 'status', 'properties') ?? {};
      expect(Object.keys(fields)).toEqual(expect.arrayContaining(Object.keys(kind.derive([], kind.initial))));
    });

    test('knows every path that never changes', () => {
      for (const path of kind.immutable) {
        const steps = path.flatMap((key) => ['properties', key]);
        expect(at(found?.schema, 'properties', 'spec', ...steps), path.join('.')).toBeDefined();
      }
    });
  });

  describe('its actions', () => {
    test('have names of their own, and one of them opens a record', () => {
      const names = kind.actions.map((action) => action.action);
      expect(new Set(names).size).toBe(names.length);
      expect(actionOf(kind, 'created')).toMatchObject({ from: [], to: kind.initial, binds: true });
      expect(kind.actions.filter((action) => action.from.length === 0)).toHaveLength(1);
    });

    test('lead between states of the kind, and to each of them', () => {
      const named = kind.actions.flatMap((action) => [...action.from, action.to]);
      expect(kind.states).toEqual(expect.arrayContaining([...new Set(named)]));
      expect(states.toSorted()).toEqual([nowhere, ...kind.states].toSorted());
      expect(kind.states).toEqual(expect.arrayContaining([kind.initial, ...kind.reopens]));
    });

    test.each(kind.actions)('$action can be done by somebody and is refused in words that are known', (action) => {
      expect(roleFor(action.right)).toBeDefined();
      expect(exitCodeOf(action.refusal)).toBe(4);
      expect(isRule(action.refusal)).toBe(true);
      expect(action.phrase).toMatch(/^[a-z]/);
    });

    test('name the spec wherever something is decided', () => {
      for (const action of kind.actions.filter((each) => each.decides || each.vote)) {
        expect(action).toMatchObject({ binds: true, decides: true });
      }
    });
  });

  describe.each(states)('a record that is %s', (state) => {
    test.each(kind.actions)('has an answer to $action', (action) => {
      const here = bringTo(kind, sampleFor(kind.kind, action), state, policy);
      const situation = situationFor(kind, here, policy, now);
      const refusals = (email: string) =>
        judgeDecision(situation, actor(email), action).flatMap((verdict) => (verdict.passed ? [] : [verdict.code]));
      const legal = startsOf(action).includes(state);
      expect(refusals('all@example.com')).toEqual(legal ? [] : [action.refusal]);
      for (const email of ['none@example.com', 'stranger@example.com']) {
        const codes = refusals(email);
        expect(codes).toContain('policy.not-allowed');
        for (const code of codes) expect(Object.keys(catalogue)).toContain(code);
      }
    });

    test('is what its history says, fits its schema and can be listed', () => {
      const here = record(state);
      const fold = foldHistory(kind, here, digestOf(here));
      expect(fold).toMatchObject({ problems: [], drifted: false });
      expect(fold.state ?? nowhere).toBe(state);
      expect(checkSchema(kind.kind, here)).toEqual([]);
      expect(summarise(kind, here, fold, kind.place(here))).toMatchObject({
        kind: kind.kind,
        state,
        id: here.metadata.id,
      });
    });

    test('is judged by its rules without a throw', () => {
      const worlds = [
        { now, tenants: [], environments: [] },
        {
          now: '2099-01-01T00:00:00Z',
          tenants: [sample.metadata.tenant],
          environments: [kind.scope(sample).environment],
        },
      ];
      for (const { code, pointer, remedy } of worlds.flatMap((world) => kind.validate(record(state), world))) {
        expect(Object.keys(catalogue)).toContain(code);
        expect(pointer).toMatch(/^\/(metadata|spec)\//);
        expect(remedy.length).toBeGreaterThan(0);
      }
    });
  });

  describe('its place', () => {
    const path = kind.place(sample);

    test('is recognised as its own, and as that of no other kind', () => {
      expect(kind.recognise(path)).toMatchObject({
        id: sample.metadata.id,
        environment: kind.scope(sample).environment,
      });
      expect(kinds.filter((each) => each.recognise(path) !== undefined)).toEqual([kind]);
    });

    test('is as deep as the kind says, in its folder', () => {
      expect(path.startsWith(`${kind.folder}/`)).toBe(true);
      expect(path.slice(kind.folder.length + 1).split('/')).toHaveLength(kind.depth + 1);
    });

    test('bears an id of its prefix, as ids are given out', () => {
      const { named } = kind;
      if (named !== undefined) {
        expect(sample.metadata.id).toBe(named.id(sample.spec));
        expect(sample.metadata.id.startsWith(`${kind.prefix}-`)).toBe(true);
        expect(named.path(sample.metadata.id)).toBe(path);
        expect(kind.recognise(path)?.id).toBe(sample.metadata.id);
        expect(named.refer(sample.metadata.id)).toBe(sample.metadata.id);
        return;
      }
      const { id, createdAt } = sample.metadata;
      expect(parseIdentifier(id)?.prefix).toBe(kind.prefix);
      const next = nextIdentifier(kind.prefix, createdAt.slice(0, 4), [id]);
      const other = kind.place({ ...sample, metadata: { ...sample.metadata, id: next } });
      expect(kind.recognise(other)?.id).toBe(next);
      expect(other).not.toBe(path);
    });

    test('names a file that cannot be read', () => {
      expect(unreadable(kind, path)).toMatchObject({ id: sample.metadata.id, state: 'invalid', path });
    });
  });

  describe('its file', () => {
    const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value));
    const written = (here: RecordData) => yaml.write(plain(here), 'yaml-language-server: $schema=x.json');
    const read = (text: string) => {
      const reading = yaml.read(Buffer.from(text));
      return reading.ok ? reading.value : reading.problems;
    };

    test.each(states)('says the same when it is read again (%s)', (state) => {
      expect(read(written(record(state)))).toEqual(plain(record(state)));
    });

    test.each(kind.actions)('keeps every line that $action does not touch, comments among them', (action) => {
      for (const state of startsOf(action)) {
        const before = record(state);
        const lines = written(before).trimEnd().split('\n');
        const text = `${lines.map((line) => (/^\s+\w+: \S+$/.test(line) ? `${line} # kept ${line.trim()}` : line)).join('\n')}\n# the end\n`;
        const { record: after } = apply(situationFor(kind, before, policy, now), actor('all@example.com'), action);
        const edited = yaml.edit(text, editsBetween(before, after));
        expect(read(edited)).toEqual(plain(after));
        const changed = (line: string) => /^\s+(state|\w+(By|At|Reason)):/.test(line) && before.status !== undefined;
        const kept = text.split('\n').filter((line) => !changed(line));
        expect(edited.split('\n')).toEqual(expect.arrayContaining(kept));
      }
    });
  });
});
