import type { KindDefinition } from '../../src/domain/kind.ts';
import type { Schema } from './schema-fields.ts';

/** One type of event, and all that can lead to it. */
export interface EventType {
  type: string;
  kind: KindDefinition;
  actions: readonly string[];
}

/** Every type of event of a kind, in the order of its actions. */
export function eventTypes(kind: KindDefinition): readonly EventType[] {
  const found = new Map<string, string[]>();
  for (const { action, event, ballot } of kind.actions) {
    for (const { type } of ballot === undefined ? [event] : [event, ballot]) {
      found.set(type, [...(found.get(type) ?? []), action]);
    }
  }
  if (kind.ready !== undefined) {
    const works = kind.actions.filter(({ voids, reviews, decides }) => voids && !reviews && !decides);
    found.set(kind.ready.type, [...works.map(({ action }) => action), 'validated']);
  }
  return [...found].map(([type, actions]) => ({ type, kind, actions }));
}

export const schemaPathOf = (type: string) => `schemas/events/${type}.v1.schema.json`;

/** The schema of one type of event as a CloudEvent in JSON; over Kafka its data is the value, and the rest are headers. */
export function eventSchema({ type, kind }: EventType, kindSchema: Schema, description: string): string {
  const { slug, email, event } = (kindSchema.$defs ?? {}) as Record<string, Schema>;
  const { action: _action, at: _at, by: _by, ...detail } = event?.properties ?? {};
  const text = { type: 'string' };
  const moment = { type: 'string', format: 'date-time' };
  const closed = (properties: Record<string, unknown>, required = Object.keys(properties)) => ({
    type: 'object',
    required,
    additionalProperties: false,
    properties,
  });
  const record = closed({
    id: text,
    kind: { const: kind.kind },
    path: text,
    tenant: slug,
    environment: { oneOf: [slug, { const: '' }], description: 'Empty where a record has none.' },
    state: { enum: kind.states },
    target: text,
    impact: text,
    createdBy: email,
    createdAt: moment,
  });
  const commit = { type: 'string', pattern: '^[0-9a-f]{40}([0-9a-f]{24})?$' };
  const data = closed({
    by: { ...email, description: 'Who did it, as the history names them.' },
    commit: { ...commit, description: 'The commit that the event came with.' },
    record: { ...record, description: 'The record as it stands after the event.' },
    detail: { ...closed(detail, []), description: 'What the event itself says beside.' },
  });
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `events/${type}.v1.schema.json`,
    title: type,
    description,
    ...closed({
      specversion: { const: '1.0' },
      id: { ...text, description: 'The same however often the event is told: what was told twice is known by it.' },
      source: text,
      type: { const: type },
      subject: { ...text, description: 'The id of the record.' },
      time: moment,
      datacontenttype: { const: 'application/json' },
      data,
    }),
  };
  const used = Object.entries(kindSchema.$defs ?? {}).filter(([name]) =>
    JSON.stringify(schema).includes(`#/$defs/${name}"`),
  );
  const whole = used.length === 0 ? schema : { ...schema, $defs: Object.fromEntries(used) };
  return `${JSON.stringify(whole, undefined, 2)}\n`;
}
