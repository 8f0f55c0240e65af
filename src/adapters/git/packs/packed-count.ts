import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** An index takes an id, a checksum and an offset for each object. */
const bytesEach = 28;

/** Roughly how many objects lie in the packs of one object store, told by the size of their indexes. */
export function packedCount(objectsFolder: string): number {
  const folder = join(objectsFolder, 'pack');
  try {
    const indexes = readdirSync(folder).filter((name) => name.endsWith('.idx'));
    return indexes.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) / bytesEach;
  } catch {
    return 0;
  }
}
