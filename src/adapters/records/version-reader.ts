import type { KindDefinition } from '../../domain/kind.ts';
import type { Reading, Version } from '../../domain/reading.ts';
import type { RecordData } from '../../domain/record.ts';
import type { ReadReading } from '../../ports/records.ts';
import type { KnownText, YamlTools } from '../../ports/yaml.ts';
import { versionOf } from './load.ts';
import type { Readers } from './read-file.ts';
import { readVersion, unreadable } from './read-version.ts';

interface Known {
  text: KnownText;
  version: Version;
}

/**
 * Reads many versions of the same files. What a version has in common with the one that was read before it at the same
 * path is neither read nor hashed again; whether it holds is judged of the whole, as ever.
 */
export function versionReader(readers: Readers & { yaml: YamlTools }): ReadReading {
  const latest = new Map<string, Known>();
  return async (kind: KindDefinition, path: string, bytes: Buffer): Promise<Reading> => {
    const before = latest.get(path);
    const text = readers.yaml.readOn(bytes, before?.text);
    const checkSchema = await readers.schemas.load();
    if (text === undefined || checkSchema(kind.kind, text.value).length > 0)
      return readVersion(readers, kind, path, bytes);
    try {
      const version = versionOf(kind, path, text.value as unknown as RecordData, before?.version);
      latest.set(path, { text, version });
      return { kind: 'version', version };
    } catch (error) {
      return unreadable(error);
    }
  };
}
