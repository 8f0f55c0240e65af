import type { RecordData } from '../../domain/record.ts';
import { importedData } from './data.ts';
import { specOf } from './spec.ts';

export const steps = ['company', 'users', 'workbook', 'import'] as const;

export type Step = (typeof steps)[number];

/** Which of the four steps are done. A workbook that was filled elsewhere needs none of rgz's own. */
export function stepsDone(record: RecordData): readonly Step[] {
  const imported = importedData(record) !== undefined;
  const made = (record.status?.history ?? []).some(({ action }) => action === 'workbook-made' || action === 'imported');
  const users = (specOf(record).users ?? []).length > 0;
  const done: Record<Step, boolean> = { company: true, users, workbook: made, import: imported };
  return steps.filter((step) => done[step]);
}

/** The first step that is still to do; undefined where all are done. */
export function nextStep(record: RecordData): Step | undefined {
  const done = stepsDone(record);
  return steps.find((step) => !done.includes(step));
}
