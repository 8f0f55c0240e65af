import { isoTime } from './iso-time.ts';
import { type Birth, lifeOf } from './life.ts';

const day = 24 * 3600;
/** A little more than three years. */
const span = 1100 * day;

/** Which happening of which record comes next. */
export interface Moment {
  birth: Birth;
  /** How many happenings the record has after this one. */
  count: number;
}

/** Births spread evenly over about three years up to `until`, with the ids that rgz would have given. */
export function births(seed: number, records: number, until: number): Birth[] {
  const start = until - span;
  let year = '';
  let number = 0;
  return Array.from({ length: records }, (_, index) => {
    const at = start + Math.floor((span * index) / records);
    const its = isoTime(at).slice(0, 4);
    number = its === year ? number + 1 : 1;
    year = its;
    return { seed, index, id: `PR-${year}-${String(number).padStart(4, '0')}`, at };
  });
}

/** Everything that happened before `until`, in the order in which it happened. */
export function* timeline(all: readonly Birth[], until: number): Iterable<Moment> {
  const times: number[] = [];
  const owners: number[] = [];
  const counts: number[] = [];
  for (const birth of all) {
    lifeOf(birth).happenings.forEach(({ at, withNext }, index) => {
      if (at >= until || withNext) return;
      times.push(at);
      owners.push(birth.index);
      counts.push(index + 1);
    });
  }
  const order = Uint32Array.from(times.keys());
  const rank = (place: number) => times[place] ?? 0;
  order.sort((left, right) => rank(left) - rank(right) || left - right);
  for (const place of order) {
    const birth = all[owners[place] ?? 0];
    if (birth !== undefined) yield { birth, count: counts[place] ?? 0 };
  }
}
