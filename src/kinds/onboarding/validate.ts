import type { Problem } from '../../domain/kind.ts';
import type { RecordData } from '../../domain/record.ts';
import { peopleProblems } from './people.ts';
import { specOf } from './spec.ts';

/** What the schema cannot say of a company's people. No user at all is a step that is still to come. */
export function validate(record: RecordData): readonly Problem[] {
  return peopleProblems(specOf(record).users ?? [], '/spec/users');
}
