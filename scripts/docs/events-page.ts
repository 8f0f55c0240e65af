import { stringify } from 'yaml';
import type { EventDefinition, KindDefinition } from '../../src/domain/kind.ts';
import { type EventType, eventTypes, schemaPathOf } from './event-schemas.ts';
import { codes, page, table } from './markdown.ts';

const definitionsOf = (kind: KindDefinition): readonly EventDefinition[] => [
  ...kind.actions.flatMap(({ event, ballot }) => (ballot === undefined ? [event] : [event, ballot])),
  ...(kind.ready === undefined ? [] : [kind.ready]),
];

/** Every event that programs and people are told of. */
export function eventsPage(kinds: readonly KindDefinition[]): string {
  return page(
    '# Events',
    'What rgz tells programs and people. Who configures how is in [notifications](notifications.md).',
    'Programs get each event as a [CloudEvent](https://cloudevents.io) 1.0: over a webhook as one JSON document, over Kafka in binary mode, with the id of the record as key. The same as [AsyncAPI](asyncapi.yaml). An event may be told twice, after a crash, under the same `id`. The events of a record come in their order.',
    ...kinds.flatMap((kind) => [
      `## ${kind.kind}`,
      `Topic: \`${kind.topic}\`.`,
      table(
        ['event', 'comes with', 'people who hear of it', 'schema'],
        eventTypes(kind).map((each) => [
          `\`${each.type}\``,
          codes(each.actions, 'or'),
          hearersOf(kind, each),
          `[schema](../${schemaPathOf(each.type)})`,
        ]),
      ),
    ]),
    'Of people, only those whom the policy knows are told, but for `invited`, and nobody of what they did themselves. `approvers` are those who may vote on it and have not; `workers` are named by the open points of a checklist, or have a role that these name; `viewers` may see the records of the tenant; `operations` may stop the line; `invited` are those whom the event gives a code, at addresses of their own, over `email` and `sms` ([invitations](invitations.md)). Operations hear of a success too where it ends a failure.',
  );
}

function hearersOf(kind: KindDefinition, { type }: EventType): string {
  const tell = definitionsOf(kind).find((each) => each.type === type)?.tell ?? [];
  return tell.length === 0 ? 'nobody' : tell.join(', ');
}

/** The streams of events as AsyncAPI 3.0. */
export function asyncApi(kinds: readonly KindDefinition[], describe: (type: string) => string): string {
  const all = kinds.flatMap(eventTypes);
  const ref = (path: string) => ({ $ref: path });
  return `# Written by \`npm run docs\`. Do not edit.\n${stringify({
    asyncapi: '3.0.0',
    info: {
      title: 'rgz events',
      version: '1.0.0',
      description: 'Every event of every record, as CloudEvents. At least once; in order for each record.',
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(
      kinds.map((kind) => [
        kind.topic,
        {
          address: kind.topic,
          description: `Events of ${kind.kind}. The key is the id of the record.`,
          messages: Object.fromEntries(
            eventTypes(kind).map(({ type }) => [type, ref(`#/components/messages/${type}`)]),
          ),
        },
      ]),
    ),
    operations: Object.fromEntries(
      kinds.map((kind) => [`tell-${kind.topic}`, { action: 'send', channel: ref(`#/channels/${kind.topic}`) }]),
    ),
    components: {
      messages: Object.fromEntries(
        all.map(({ type }) => [
          type,
          {
            name: type,
            title: describe(type),
            contentType: 'application/cloudevents+json',
            payload: {
              schemaFormat: 'application/schema+json;version=draft-2020-12',
              schema: ref(`../${schemaPathOf(type)}`),
            },
          },
        ]),
      ),
    },
  })}`;
}
