import type { RecordData } from '../../src/domain/record.ts';
import { draft } from '../domain/example.ts';

/** One valid draft of each kind, for the conformance suite. A new kind adds its own. */
const samples: readonly RecordData[] = [draft()];

export function sampleOf(kind: string): RecordData {
  const found = samples.find((sample) => sample.kind === kind);
  if (found === undefined) throw new Error(`add a draft of ${kind} to test/kinds/samples.ts`);
  return structuredClone(found);
}
