import type { KindDefinition } from '../domain/kind.ts';
import type { TreeChange } from '../ports/git.ts';

/** What a path is to the rules. */
export type Governed = { what: 'record'; kind: KindDefinition } | { what: 'policy' } | { what: 'settings' };

/** A governed path that a commit changed. */
export interface GovernedPath {
  change: TreeChange;
  what: Governed;
}

/** The folders that hold anything governed. */
export function governedFolders(kinds: readonly KindDefinition[]): readonly string[] {
  return [...new Set(['.rgz', 'tenants', ...kinds.map((kind) => kind.folder)])];
}

/** undefined for a path that anybody may change. */
export function governs(kinds: readonly KindDefinition[], path: string): Governed | undefined {
  if (path === '.rgz/policy.yaml') return { what: 'policy' };
  if (path.startsWith('.rgz/schemas/')) return undefined; // copies for editors; rgz never reads them
  if (path.startsWith('.rgz/')) return { what: 'settings' };
  if (/^tenants\/[^/]+\/tenant\.yaml$/.test(path)) return { what: 'settings' };
  const kind = kinds.find((each) => each.recognise(path) !== undefined);
  return kind === undefined ? undefined : { what: 'record', kind };
}
