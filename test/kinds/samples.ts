import type { ActionDefinition } from '../../src/domain/kind.ts';
import type { RecordData } from '../../src/domain/record.ts';
import { draft } from '../domain/example.ts';

/** One valid draft of each kind, for the conformance suite. A new kind adds its own. */
const samples: readonly RecordData[] = [draft()];

export function sampleOf(kind: string): RecordData {
  const found = samples.find((sample) => sample.kind === kind);
  if (found === undefined) throw new Error(`add a draft of ${kind} to test/kinds/samples.ts`);
  return structuredClone(found);
}

/** The same as it has to be for an action to be possible at all. */
export function sampleFor(kind: string, action: ActionDefinition): RecordData {
  const sample = sampleOf(kind);
  return action.reviews ? { ...sample, spec: { ...sample.spec, emergency: true } } : sample;
}
