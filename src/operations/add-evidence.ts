import { plainLine } from '../domain/plain-text.ts';
import { RgzError } from '../errors/rgz-error.ts';
import { mediaTypeOf, mostBytes } from '../kinds/checklist/media-type.ts';
import type { Acted } from './act.ts';
import { changeItem, given } from './change-item.ts';
import type { Deps } from './deps.ts';
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

/** Attaches a file to a point. The repository keeps it under the digest of its content, once. */
export async function addEvidence(
  deps: Deps,
  ref: string,
  item: string,
  { bytes, name, notes, mark }: EvidenceFile,
): Promise<Written<Acted>> {
  const { path, fields } = evidenceOf(deps, bytes, name);
  const make = () => ({ fields: given({ ...fields, notes }), files: new Map([[path, bytes]]) });
  return changeItem(deps, ref, item, 'evidence-added', make, mark);
}

/** Where a file lies as evidence, and what an event says of it. Throws `evidence.refused`. */
export function evidenceOf({ store }: Pick<Deps, 'store'>, bytes: Buffer, name: string) {
  const media = mediaTypeOf(bytes);
  if ('refused' in media) {
    throw new RgzError('evidence.refused', `${plainLine(name).slice(0, 100)} cannot be evidence: ${media.refused}`, {
      remedy: ['attach a PNG, JPEG, GIF, WebP, PDF, text or JSON file'],
    });
  }
  const sha256 = store.digestOfBytes(bytes);
  const path = `checklists/evidence/${sha256}.${media.extension}`;
  const called = plainLine(name.replace(/[\\/]/g, ' ')).slice(0, 200) || 'evidence';
  return { path, fields: { sha256, type: media.type, size: bytes.length, name: called } };
}
