import { mostBytes } from '../kinds/checklist/media-type.ts';
import type { Acted } from './act.ts';
import { changeItem, given } from './change-item.ts';
import type { Deps } from './deps.ts';
import { evidenceOf, keepEvidence } from './keep-evidence.ts';
import type { Written } from './write-until-won.ts';

export { mostBytes };

export interface EvidenceFile {
  bytes: Buffer;
  /** What its owner calls it: shown, and nothing else. */
  name: string;
  notes?: string | undefined;
  /** How the point looked to whoever attaches it. */
  mark?: string | undefined;
}

/** Attaches a file to a point. It is kept under the digest of its content, once. */
export async function addEvidence(
  deps: Deps,
  ref: string,
  item: string,
  { bytes, name, notes, mark }: EvidenceFile,
): Promise<Written<Acted>> {
  const evidence = evidenceOf(deps, bytes, name);
  const fields = given({ ...evidence.fields, notes });
  return changeItem(
    deps,
    ref,
    item,
    'evidence-added',
    async (_state, _gathered, view) => ({ fields, files: await keepEvidence(deps, view, evidence) }),
    mark,
  );
}
