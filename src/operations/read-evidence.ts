import { evidenceName } from '../kinds/checklist/evidence-pointer.ts';
import { mostBytes } from '../kinds/checklist/media-type.ts';
import type { EvidenceStore } from '../ports/evidence.ts';
import type { View } from '../ports/records.ts';
import type { Deps } from './deps.ts';
import { openKept } from './prove-evidence.ts';

export interface EvidenceReader {
  /** The bytes of a piece by its digest, wherever they lie; undefined where they are gone, altered or out of reach. */
  read(digest: string): Promise<Buffer | undefined>;
  close(): Promise<void>;
}

/** Reads evidence to show it. Another store is opened once, when a piece is in it. */
export async function evidenceReader(
  deps: Pick<Deps, 'git' | 'store' | 'openEvidence'>,
  view: View,
): Promise<EvidenceReader> {
  const files = await view.attachments();
  let opened: Promise<EvidenceStore | string> | undefined;
  async function bytesOf(digest: string): Promise<Buffer | undefined> {
    const [file] = files.get(digest) ?? [];
    const name = file === undefined ? undefined : evidenceName(file.path);
    if (file === undefined || name === undefined) return undefined;
    if (!name.pointer) return deps.git.readBlob(file.blob);
    opened ??= openKept(deps, view);
    const store = await opened;
    const read = typeof store === 'string' ? undefined : await store.read(`${digest}.${name.extension}`, mostBytes);
    return read?.kind === 'read' ? read.bytes : undefined;
  }
  return {
    async read(digest) {
      const bytes = await bytesOf(digest);
      return bytes !== undefined && deps.store.digestOfBytes(bytes) === digest ? bytes : undefined;
    },
    async close() {
      const store = await opened;
      if (store !== undefined && typeof store !== 'string') await store.close();
    },
  };
}
