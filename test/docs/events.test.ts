import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { eventTypes } from '../../scripts/docs/event-schemas.ts';
import { top } from '../../scripts/docs/repository.mjs';
import { cloudEventOf } from '../../src/domain/cloud-event.ts';
import { kinds } from '../../src/kinds/index.ts';
import { promotion } from '../../src/kinds/promotion/index.ts';
import { eventOf } from '../kit/messages.ts';

const folder = join(top, 'schemas', 'events');
const all = kinds.flatMap(eventTypes);
const types = all.map(({ type }) => type);

/** An event of a type, of a record of its kind. */
function sample(type: string, detail = {}) {
  const kind = all.find((each) => each.type === type)?.kind ?? promotion;
  const event = eventOf(1, { type, detail });
  return cloudEventOf({ ...event, record: { ...event.record, kind: kind.kind, state: kind.initial } }, 'rgz');
}

function validatorOf(type: string) {
  const ajv = new Ajv.default({ strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(readFileSync(join(folder, `${type}.v1.schema.json`), 'utf8')));
}

test('each event has a schema, and each schema an event', () => {
  expect(readdirSync(folder).sort()).toEqual(types.map((type) => `${type}.v1.schema.json`).sort());
});

describe.each(types)('%s', (type) => {
  const valid = validatorOf(type);

  test('fits its schema as programs get it', () => {
    const event = sample(type, { comment: 'fine' });
    expect(valid(event), JSON.stringify(valid.errors)).toBe(true);
  });

  test('fits no other form', () => {
    const event = sample(type);
    expect(valid({ ...event, type: 'something-else' })).toBe(false);
    expect(valid({ ...event, data: { ...event.data, more: 1 } })).toBe(false);
    expect(valid({ ...event, data: { ...event.data, record: { ...event.data.record, state: 'nowhere' } } })).toBe(
      false,
    );
  });

  test('has words in every language', () => {
    for (const locale of ['en', 'fr']) {
      const { events } = parse(readFileSync(join(top, `templates/messages/${locale}.yaml`), 'utf8'));
      expect(Object.keys(events[type] ?? {}).sort()).toEqual(['headline', 'lead', 'short', 'subject']);
    }
  });
});

test('the AsyncAPI document names every event, and whatever it refers to is there', () => {
  const document = parse(readFileSync(join(top, 'docs/asyncapi.yaml'), 'utf8'));
  expect(Object.keys(document.components.messages)).toEqual(types);
  const refs = JSON.stringify(document).match(/"\$ref":"[^"]+"/g) ?? [];
  expect(refs.length).toBeGreaterThan(types.length);
  for (const found of refs) {
    const ref = found.slice('"$ref":"'.length, -1);
    if (ref.startsWith('#/')) {
      const value = ref
        .slice(2)
        .split('/')
        .reduce((at, key) => at?.[key], document);
      expect(value, ref).toBeDefined();
    } else expect(() => readFileSync(join(top, 'docs', ref)), ref).not.toThrow();
  }
});
