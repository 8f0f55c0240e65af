import type { KindDefinition } from '../domain/kind.ts';
import type { RecordData } from '../domain/record.ts';
import { type Finding, finding, type Place } from './finding.ts';
import type { RuleCode } from './rules.ts';

/** What a record may refer to. */
export interface Surroundings {
  tenants: ReadonlySet<string>;
  /** undefined where the configuration cannot be used, so that none can be told from another. */
  environments: readonly string[] | undefined;
  /** Whether a record of this id is there. */
  exists(id: string): boolean;
}

const rules: Readonly<Record<string, RuleCode | undefined>> = {
  'input.unknown-tenant': 'record.unknown-reference',
  'input.unknown-environment': 'record.unknown-reference',
  'record.misplaced': 'record.misplaced',
};

/** Holds what a record asks for against the rules of its kind that new input is held against, and against what is there. */
export function judgeReferences(
  around: Surroundings,
  kind: KindDefinition,
  record: RecordData,
  place: Place,
): Finding[] {
  const { tenant, createdAt } = record.metadata;
  const { tenants, environments, exists } = around;
  const world = { now: createdAt, tenants: tenants.has(tenant) ? [tenant] : [], environments: environments ?? [] };
  const problems = kind
    .validate(record, world)
    .filter(({ code }) => code !== 'input.schedule-past') // a date comes to lie in the past by itself
    .filter(({ code }) => environments !== undefined || code !== 'input.unknown-environment')
    .map(({ code, pointer, message }) => finding(rules[code] ?? 'spec.invalid', message, { ...place, pointer }));
  const lost = kind
    .references(record)
    .filter(({ id }) => !exists(id))
    .map(({ id, pointer }) => finding('record.unknown-reference', `there is no record "${id}"`, { ...place, pointer }));
  return [...problems, ...lost];
}
