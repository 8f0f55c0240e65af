import { passed, type Verdict } from '../domain/verdict.ts';
import { tolerance } from '../verify/judge-times.ts';
import { iso } from './effect.ts';
import type { Item } from './snapshot.ts';

/** Half of what the rules allow, so that nothing that is written breaks them. */
const allowedMs = (tolerance * 1000) / 2;

/** Whether an event that is written now would not lie before the last one. Either clock may be the wrong one. */
export function clockAgrees({ id, record }: Item, now: number): Verdict {
  const claim = 'the clock agrees with the history';
  const last = record.status?.history.at(-1)?.at;
  if (last === undefined || now >= Date.parse(last) - allowedMs) return passed('clock', claim, 'it does');
  const here = iso(now);
  return {
    gate: 'clock',
    claim,
    passed: false,
    because: `it is ${here} here, and the last event of ${id} says ${last}`,
    values: { now: here, last },
    remedy: ['timedatectl   # tells whether this clock is right', `rgz log ${id}   # tells whose the other one is`],
    opensAt: iso(Date.parse(last) - allowedMs),
  };
}
