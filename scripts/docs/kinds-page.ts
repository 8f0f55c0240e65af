import { aNoun } from '../../src/domain/a-noun.ts';
import { draft } from '../../src/domain/history.ts';
import type { ActionDefinition, KindDefinition } from '../../src/domain/kind.ts';
import { leastReason } from '../../src/domain/reason.ts';
import { type Role, roleAllows, roles } from '../../src/domain/roles.ts';
import { codes, page, table } from './markdown.ts';
import { type Field, fieldsOf, resolved, type Schema } from './schema-fields.ts';

/** What a page needs of a kind beside its code. */
export interface KindFacts {
  kind: KindDefinition;
  schema: Schema;
  schemaPath: string;
  /** A record of this kind in the repository itself. */
  example: string | undefined;
}

/** Each kind of record: where it lies, its states, who may do what, and its fields. */
export function kindsPage(facts: readonly KindFacts[]): string {
  return page(
    '# Kinds of records',
    'A record is one YAML file with `apiVersion`, `kind`, `metadata`, `spec` and `status`. People write the spec. rgz writes the status: its `state` and every field beside it follow from `status.history`, which only grows.',
    ...facts.flatMap(kindBlocks),
  );
}

function kindBlocks({ kind, schema, schemaPath, example }: KindFacts): readonly string[] {
  const { metadata, spec, status } = schema.properties ?? {};
  const lies = example === undefined ? '' : ` Example: [\`${example}\`](../${example}).`;
  return [
    `## ${kind.kind}`,
    `${schema.description ?? ''} Schema: [\`${schemaPath}\`](../${schemaPath}).${lies}`,
    kind.named === undefined
      ? `Ids look like \`${kind.prefix}-2026-0001\`: at least four digits, never used twice.`
      : `A ${kind.noun} is named after what it is about: its id follows from its path, and there is one of each.`,
    `### States of ${aNoun(kind)}`,
    `${codes(kind.states)}. A new ${kind.noun} is \`${kind.initial}\`; one without a status, added by hand, is a \`${draft}\` until a decision adopts it.`,
    `The spec may change while the ${kind.noun} is \`${kind.initial}\`; that voids every approval. Later a change is against the rules (\`spec.frozen\`) and voids them all the same: from ${codes(decided(kind), 'or')} the ${kind.noun} is \`${kind.initial}\` again${ending(kind).length === 0 ? '' : `, and can only be ended by ${codes(ending(kind), 'or')}`}; in any other state nothing goes on until the spec is put back. ${unchanging(kind)}`,
    '### Events',
    table(
      ['event', 'from', 'to', 'right', 'roles', 'note'],
      kind.actions.map((action) => [
        `\`${action.action}\``,
        codes(action.from, 'or') || 'new',
        `\`${action.to}\``,
        `\`${action.right}\``,
        codes((Object.keys(roles) as Role[]).filter((role) => roleAllows(role, action.right))),
        noteOf(action),
      ]),
    ),
    'In any other state the answer is a refusal: ' +
      `${refusals(kind)
        .map(([code, actions]) => `\`${code}\` (${actions.join(', ')})`)
        .join(', ')}.`,
    '### Metadata',
    'Given when the record is opened; it never changes.',
    fieldTable(part(schema, metadata, 'metadata')),
    '### Spec',
    'Written by people.',
    fieldTable(part(schema, spec, 'spec')),
    '### Status',
    'Written by rgz.',
    fieldTable(part(schema, status, 'status')),
  ];
}

function part(root: Schema, schema: Schema | undefined, path: string): readonly Field[] {
  return schema === undefined ? [] : fieldsOf(root, resolved(root, schema), path);
}

function fieldTable(fields: readonly Field[]): string {
  return table(
    ['field', 'needed', 'holds', 'note'],
    fields.map(({ path, required, holds, description }) => [`\`${path}\``, required ? 'yes' : '', holds, description]),
  );
}

function unchanging({ immutable }: KindDefinition): string {
  const paths = immutable.map((path) => `spec.${path.join('.')}`);
  return paths.length === 0 ? '' : `${codes(paths)} never change after creation.`;
}

/** States in which a later change of the spec takes back what was decided. */
function decided(kind: KindDefinition): readonly string[] {
  return kind.reopens.filter((state) => state !== kind.initial);
}

function ending(kind: KindDefinition): readonly string[] {
  return kind.actions.filter((action) => action.withdraws).map(({ action }) => action);
}

function noteOf(action: ActionDefinition): string {
  return [
    action.vote ? 'moves on when as many people have voted as the policy asks for' : '',
    action.reviews ? 'once, of an emergency; not by who approved it' : '',
    action.decides ? 'not by who had a hand in the spec' : '',
    action.binds ? 'names the digest of the spec' : '',
    action.explains ? `gives a reason of at least ${leastReason} characters` : '',
  ]
    .filter((note) => note !== '')
    .join('; ');
}

function refusals(kind: KindDefinition): readonly [string, readonly string[]][] {
  const found = new Map<string, string[]>();
  for (const { refusal, action } of kind.actions) found.set(refusal, [...(found.get(refusal) ?? []), action]);
  return [...found];
}
