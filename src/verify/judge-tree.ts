import type { KindDefinition } from '../domain/kind.ts';
import { holdersOf, type Policy } from '../domain/policy.ts';
import type { Reading } from '../domain/reading.ts';
import { type Finding, finding } from './finding.ts';
import { judgeReading } from './version.ts';

/** One file below a folder of records. */
export interface TreeFile {
  path: string;
  /** A plain file, as far as Git or the file system say. */
  plain: boolean;
  /** undefined: its path is not that of any record. */
  kind: KindDefinition | undefined;
  reading: Reading | undefined;
}

/** What one tree holds, read. */
export interface TreeFacts {
  files: readonly TreeFile[];
  policy: Policy | undefined;
  policyPath: string;
  tenants: ReadonlySet<string>;
  environments: ReadonlySet<string>;
  /** Every id there is in the tree, also of files that are not judged this time. */
  ids: ReadonlyMap<string, readonly string[]>;
}

const aside = /(^|\/)(README\.md|\.gitkeep)$/;

/** Text that belongs to a folder without being a record. */
export function isAside(path: string): boolean {
  return aside.test(path);
}

/** Holds the files of a tree against every rule that needs no history. */
export function judgeTree(facts: TreeFacts): readonly Finding[] {
  return [...facts.files.flatMap((file) => judgeFile(facts, file)), ...judgeApprovers(facts)];
}

function judgeFile(facts: TreeFacts, { path, plain, kind, reading }: TreeFile): readonly Finding[] {
  const place = { file: path };
  if (!plain) return [finding('tree.not-a-file', `${path} is a link or a submodule`, place)];
  if (kind === undefined) {
    return isAside(path) ? [] : [finding('tree.unexpected-file', `${path} is not where any record would lie`, place)];
  }
  if (reading === undefined) return [];
  return [
    ...judgeReading(reading, place),
    ...(reading.kind === 'version' ? judgeReferences(facts, path, kind, reading) : []),
  ];
}

function judgeReferences(
  facts: TreeFacts,
  path: string,
  kind: KindDefinition,
  reading: Reading & { kind: 'version' },
): Finding[] {
  const { record } = reading.version;
  const { tenant, environment } = kind.scope(record);
  const { id } = record.metadata;
  const findings: Finding[] = [];
  if (!facts.tenants.has(tenant))
    findings.push(
      finding('record.unknown-reference', `there is no tenant "${tenant}"`, {
        file: path,
        pointer: '/metadata/tenant',
      }),
    );
  if (!facts.environments.has(environment))
    findings.push(
      finding('record.unknown-reference', `there is no environment "${environment}"`, { file: path, pointer: '/spec' }),
    );
  for (const { id: linked, pointer } of kind.references(record)) {
    if (facts.ids.has(linked)) continue;
    findings.push(finding('record.unknown-reference', `there is no record "${linked}"`, { file: path, pointer }));
  }
  const others = (facts.ids.get(id) ?? []).filter((other) => other !== path);
  if (others.length > 0)
    findings.push(
      finding('record.duplicate-id', `${id} also lies at ${others.join(', ')}`, {
        file: path,
        pointer: '/metadata/id',
      }),
    );
  return findings;
}

function judgeApprovers({ policy, policyPath, tenants }: TreeFacts): Finding[] {
  if (policy === undefined) return [];
  return [...tenants]
    .filter((tenant) => holdersOf(policy, 'request.approve', tenant).length === 0)
    .map((tenant) =>
      finding('policy.nobody-approves', `nobody may approve requests of tenant ${tenant}`, {
        file: policyPath,
        pointer: '/people',
      }),
    );
}
