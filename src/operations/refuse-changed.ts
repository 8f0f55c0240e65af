import { RgzError } from '../errors/rgz-error.ts';
import type { LoadedRecord } from '../ports/records.ts';

/** Throws `onboarding.changed` where somebody changed an onboarding since it looked so to whoever asks for a step. */
export function refuseChanged({ id, blob, record }: LoadedRecord, seen: string | undefined): void {
  if (seen === undefined || seen === blob) return;
  const last = record.status?.history.at(-1);
  const who = last === undefined ? '' : `, last by ${last.by}`;
  throw new RgzError('onboarding.changed', `${id} was changed meanwhile${who}`, {
    remedy: [`rgz onboarding status ${id}`, 'say it again if it is still so'],
  });
}
