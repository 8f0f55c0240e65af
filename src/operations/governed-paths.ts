import type { KindDefinition } from '../domain/kind.ts';
import type { TreeChange } from '../ports/git.ts';
import { isAside } from '../verify/judge-tree.ts';

/** What a path is to the rules. */
export type Governed =
  | { what: 'record'; kind: KindDefinition }
  | { what: 'policy' }
  | { what: 'settings' }
  /** Where only records may lie, or what could be taken for a governed path. */
  | { what: 'stray' };

export const policyPath = '.rgz/policy.yaml';
export const configPath = '.rgz/config.yaml';

/** The mode of a path that is gone. */
export const gone = '000000';

/** Whether a mode, as Git writes it, is that of a file with content of its own: no link, no submodule. */
export function isPlain(mode: string | undefined): boolean {
  return mode?.startsWith('100') === true;
}

/** Whether a mode is that of something there that has no content of its own. */
export function isLink(mode: string): boolean {
  return mode !== gone && !isPlain(mode);
}

/** A governed path that a commit changed. */
export interface GovernedPath {
  change: TreeChange;
  what: Governed;
}

/** The folders that hold anything governed. */
export function governedFolders(kinds: readonly KindDefinition[]): readonly string[] {
  return [...new Set(['.rgz', 'tenants', 'templates', ...kinds.map((kind) => kind.folder)])];
}

/** undefined for a path that anybody may change. */
export function governs(kinds: readonly KindDefinition[], path: string): Governed | undefined {
  if (path === policyPath) return { what: 'policy' };
  if (path.startsWith('.rgz/schemas/')) return undefined; // copies for editors; rgz never reads them
  if (path.startsWith('.rgz/')) return { what: 'settings' };
  if (isTenantFile(path) || isCopied(path)) return { what: 'settings' };
  if (kinds.some((each) => each.attachment?.(path) !== undefined)) return undefined; // named after what they hold
  const kind = kinds.find((each) => each.recognise(path) !== undefined);
  if (kind !== undefined) return { what: 'record', kind };
  return isStray(kinds, path) ? { what: 'stray' } : undefined;
}

/** The file that makes a tenant known. */
export function isTenantFile(path: string): boolean {
  return /^tenants\/[^/]+\/tenant\.yaml$/.test(path);
}

/** A file that records take a copy of. */
export function isCopied(path: string): boolean {
  return path.startsWith('templates/checklists/');
}

/** On some file systems `Requests/` is `requests/`; a link in place of a folder would lead elsewhere on all. */
function isStray(kinds: readonly KindDefinition[], path: string): boolean {
  const [top = '', ...below] = path.split('/');
  const folder = governedFolders(kinds).find((each) => each === top.toLowerCase());
  if (folder === undefined) return false;
  if (folder !== top || below.length === 0) return true;
  return kinds.some((kind) => kind.folder === top) && !isAside(path);
}
