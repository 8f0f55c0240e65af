import { isoTime } from './iso-time.ts';
import { type Birth, type Happening, type Life, lifeOf } from './life.ts';

const day = 24 * 3600;
/** A little more than three years. */
const span = 1100 * day;

/** Something that happens to a record, of which it is the one with this number. */
export interface Moment {
  life: Life;
  happening: Happening;
  number: number;
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
  const agenda: Moment[] = [];
  for (const birth of all) {
    yield* due(agenda, birth.at);
    note(agenda, lifeOf(birth), 0);
  }
  yield* due(agenda, until);
}

function* due(agenda: Moment[], until: number): Iterable<Moment> {
  for (let [next] = agenda; next !== undefined && next.happening.at < until; [next] = agenda) {
    agenda.shift();
    yield next;
    note(agenda, next.life, next.number + 1);
  }
}

/** Puts what happens next to a record where it belongs among what happens to the others. */
function note(agenda: Moment[], life: Life, number: number): void {
  const happening = life.happenings[number];
  if (happening === undefined) return;
  let [low, high] = [0, agenda.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((agenda[middle]?.happening.at ?? 0) <= happening.at) low = middle + 1;
    else high = middle;
  }
  agenda.splice(low, 0, { life, happening, number });
}
