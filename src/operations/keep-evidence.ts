import { plainLine } from '../domain/plain-text.ts';
import { RgzError } from '../errors/rgz-error.ts';
import { evidenceName, evidencePath, pointerText } from '../kinds/checklist/evidence-pointer.ts';
import { mediaTypeOf, mostBytes } from '../kinds/checklist/media-type.ts';
import type { EvidenceStore } from '../ports/evidence.ts';
import type { View } from '../ports/records.ts';
import type { Deps } from './deps.ts';

/** A file that may be evidence, and what an event says of it. */
export interface Evidence {
  bytes: Buffer;
  extension: string;
  fields: { sha256: string; type: string; size: number; name: string };
}

/** Looks at what a file is by its content. Throws `evidence.refused`. */
export function evidenceOf({ store }: Pick<Deps, 'store'>, bytes: Buffer, name: string): Evidence {
  const media = mediaTypeOf(bytes);
  if ('refused' in media) {
    throw new RgzError('evidence.refused', `${plainLine(name).slice(0, 100)} cannot be evidence: ${media.refused}`, {
      remedy: ['attach a PNG, JPEG, GIF, WebP, PDF, text or JSON file'],
    });
  }
  const called = plainLine(name.replace(/[\\/]/g, ' ')).slice(0, 200) || 'evidence';
  const fields = { sha256: store.digestOfBytes(bytes), type: media.type, size: bytes.length, name: called };
  return { bytes, extension: media.extension, fields };
}

/**
 * What a commit has to bring so that a piece is kept: its bytes, or a pointer where the configuration names another store,
 * which has them by then. Throws `evidence.not-kept`, and then nothing may be committed.
 */
export async function keepEvidence(deps: Deps, view: View, evidence: Evidence): Promise<ReadonlyMap<string, Buffer>> {
  const { bytes, extension, fields } = evidence;
  const name = { sha256: fields.sha256, extension };
  const here = new Map([[evidencePath(name), bytes]]);
  const [{ evidence: settings }, attachments] = [await view.config(), await view.attachments()];
  const [known] = attachments.get(fields.sha256) ?? [];
  if (settings === undefined) return here;
  if (known !== undefined && evidenceName(known.path)?.pointer === false) return new Map();
  if (deps.openEvidence === undefined) throw notKept('the store that the configuration names is not asked from here');
  const store = await deps.openEvidence(settings);
  try {
    await upload(deps, store, `${fields.sha256}.${extension}`, evidence);
  } finally {
    await store.close();
  }
  return new Map([[evidencePath(name, true), Buffer.from(pointerText(fields))]]);
}

/** What is there already has to be the same; nothing is ever written over it. */
async function upload(deps: Deps, store: EvidenceStore, name: string, { bytes, fields }: Evidence): Promise<void> {
  const found = await store.look(name);
  if (found.kind === 'unreachable') throw notKept(found.reason);
  const kept = found.kind === 'there' ? found : await store.keep(name, bytes, fields.type);
  if (kept.kind === 'unreachable') throw notKept(kept.reason);
  if (kept.kind === 'kept') return;
  const read = await store.read(name, mostBytes);
  if (read.kind === 'unreachable') throw notKept(read.reason);
  if (read.kind === 'read' && deps.store.digestOfBytes(read.bytes) === fields.sha256) return;
  throw notKept(`${store.place}${name} is there, and holds something else`);
}

function notKept(reason: string): RgzError {
  return new RgzError('evidence.not-kept', `nothing was attached: ${plainLine(reason)}`, {
    remedy: ['try again, or ask who runs the store that .rgz/config.yaml names under evidence'],
  });
}
