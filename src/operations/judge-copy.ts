import { actionOf, type KindDefinition } from '../domain/kind.ts';
import type { RecordData } from '../domain/record.ts';
import type { Oid } from '../ports/git.ts';
import { type Finding, finding } from '../verify/finding.ts';
import { dataAt } from './data-at.ts';
import type { Deps } from './deps.ts';

export interface Copied {
  kind: KindDefinition;
  path: string;
  before: RecordData | undefined;
  after: RecordData;
}

/**
 * What a record took along has to be what the file said in the commit before: nobody makes their own bar. Looked at where
 * a record is opened or renewed; what it holds from then on counts, whatever becomes of the file.
 */
export async function judgeCopy(
  deps: Pick<Deps, 'git' | 'store'>,
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
  if (copy.agrees(data)) return [];
  const why = data === undefined ? `there is no ${copy.path} that could be read` : `${copy.path} says something else`;
  return [
    finding('record.foreign-copy', `what it took along is not that of a file of the repository: ${why}`, {
      file: path,
      commit,
      pointer: '/spec/template',
    }),
  ];
}
