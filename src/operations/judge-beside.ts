import { isSame } from '../domain/canonical.ts';
import type { KindDefinition } from '../domain/kind.ts';
import type { RecordData } from '../domain/record.ts';
import type { Oid } from '../ports/git.ts';
import { type Finding, finding } from '../verify/finding.ts';
import { dataAt } from './data-at.ts';
import type { Deps } from './deps.ts';

export interface Stepped {
  kind: KindDefinition;
  path: string;
  before: RecordData | undefined;
  after: RecordData;
}

export interface Beside {
  /** The files that say exactly what the event writes: its right alone allows to change them. */
  granted: readonly string[];
  findings: readonly Finding[];
}

/** Holds the files of settings in a commit against what the event that it brings writes beside its record. */
export async function judgeBeside(
  deps: Pick<Deps, 'git' | 'store'>,
  parent: Oid | undefined,
  commit: Oid,
  { kind, path, before, after }: Stepped,
): Promise<Beside> {
  const at = before?.status?.history.length ?? 0;
  const [event, ...more] = (after.status?.history ?? []).slice(at);
  if (event === undefined || more.length > 0) return { granted: [], findings: [] };
  const granted: string[] = [];
  const findings: Finding[] = [];
  for (const file of kind.beside?.(after, event.action) ?? []) {
    if (file.once && parent !== undefined && (await deps.git.find(parent, file.path)) !== undefined) continue;
    const data = await dataAt(deps, commit, file.path);
    if (data !== undefined && isSame(data, file.data)) {
      granted.push(file.path);
      continue;
    }
    const why = data === undefined ? 'it is not there or cannot be read' : 'it says something else';
    findings.push(
      finding('record.beside-missing', `"${event.action}" writes ${file.path} along with it, and ${why}`, {
        file: path,
        commit,
        pointer: `/status/history/${at}`,
      }),
    );
  }
  return { granted, findings };
}
