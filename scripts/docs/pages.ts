import { parse } from 'yaml';
import { commands } from '../../src/cli/commands/index.ts';
import type { KindDefinition } from '../../src/domain/kind.ts';
import { kinds } from '../../src/kinds/index.ts';
import { commandsPage } from './commands-page.ts';
import { errorsPage } from './errors-page.ts';
import { eventSchema, eventTypes, schemaPathOf } from './event-schemas.ts';
import { asyncApi, eventsPage } from './events-page.ts';
import { type KindFacts, kindsPage } from './kinds-page.ts';
import { rolesPage } from './roles-page.ts';
import { rulesPage } from './rules-page.ts';
import type { Schema } from './schema-fields.ts';
import { telemetryPage } from './telemetry-page.ts';

/** The repository the pages are written for. */
export interface Repository {
  read(path: string): string;
  /** Every file below a folder, by its path from the top. */
  filesBelow(folder: string): readonly string[];
}

/** Every page that is made from the code, by its path, and the schemas as editors find them beside the example records. */
export async function pages(repository: Repository): Promise<ReadonlyMap<string, string>> {
  const describe = headlines(repository);
  return new Map([
    ['docs/asyncapi.yaml', asyncApi(kinds, describe)],
    ['docs/events.md', eventsPage(kinds)],
    ...kinds.flatMap((kind) => {
      const { schema } = factsOf(kind, repository);
      return eventTypes(kind).map(
        (each) => [schemaPathOf(each.type), eventSchema(each, schema, describe(each.type))] as const,
      );
    }),
    ['docs/commands.md', await commandsPage(commands)],
    ['docs/errors.md', errorsPage()],
    ['docs/kinds.md', kindsPage(kinds.map((kind) => factsOf(kind, repository)))],
    ['docs/roles.md', rolesPage(kinds)],
    ['docs/rules.md', rulesPage()],
    ['docs/telemetry.md', telemetryPage(kinds)],
    ...kindSchemas(repository).map((path) => [`.rgz/${path}`, repository.read(path)] as const),
  ]);
}

/** Those of files; the schemas of events are for programs elsewhere. */
function kindSchemas({ filesBelow }: Repository): readonly string[] {
  return filesBelow('schemas').filter((path) => path.split('/').length === 2);
}

/** What an event is called for people. */
function headlines({ read }: Repository): (type: string) => string {
  const { events } = parse(read('templates/messages/en.yaml')) as { events: Record<string, { headline: string }> };
  return (type) => events[type]?.headline ?? type;
}

function factsOf(kind: KindDefinition, repository: Repository): KindFacts {
  const { read, filesBelow } = repository;
  const schemas = kindSchemas(repository).filter((path) => path.endsWith('.schema.json'));
  const schemaPath = schemas.find((path) => (JSON.parse(read(path)) as Schema).title === kind.kind);
  if (schemaPath === undefined) throw new Error(`no schema has the title ${kind.kind}`);
  const example = filesBelow(kind.folder)
    .toSorted()
    .find((path) => kind.recognise(path) !== undefined);
  return { kind, schema: JSON.parse(read(schemaPath)), schemaPath, example };
}
