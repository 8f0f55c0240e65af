import { actionOf, type KindDefinition } from '../domain/kind.ts';
import type { RecordData } from '../domain/record.ts';
import type { Oid } from '../ports/git.ts';
import { type Finding, finding } from '../verify/finding.ts';
import { dataAt } from './data-at.ts';
import type { Deps } from './deps.ts';
import type { FileOrigins } from './file-origins.ts';

export interface Copied {
  kind: KindDefinition;
  path: string;
  before: RecordData | undefined;
  after: RecordData;
}

/**
 * What a record took along has to be what the file said in the commit before, and whoever made it say so had to have the
 * right: nobody makes their own bar. Looked at where a record is opened or renewed; what it holds from then on counts,
 * whatever becomes of the file.
 */
export async function judgeCopy(
  deps: Pick<Deps, 'git' | 'store'>,
  origins: FileOrigins,
  parent: Oid | undefined,
  commit: Oid,
  { kind, path, before, after }: Copied,
): Promise<readonly Finding[]> {
  const event = after.status?.history.at(-1);
  const action = event && actionOf(kind, event.action);
  const fresh = (after.status?.history.length ?? 0) > (before?.status?.history.length ?? 0);
  const takes = before === undefined || (fresh && action?.renews === true);
  const copy = takes ? kind.copy?.(after) : undefined;
  if (copy === undefined) return [];
  const data = parent === undefined ? undefined : await dataAt(deps, parent, copy.path);
  const why = copy.agrees(data)
    ? parent && (await origins.fault(parent, copy.path))
    : data === undefined
      ? 'there is none that could be read'
      : 'it says something else';
  if (why === undefined) return [];
  return [
    finding('record.foreign-copy', `nobody may go by what it took along of ${copy.path}: ${why}`, {
      file: path,
      commit,
      pointer: '/spec/template',
    }),
  ];
}
