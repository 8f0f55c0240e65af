import { normaliseEmail } from '../../domain/email.ts';
import type { Workers } from '../../domain/kind.ts';
import { locales, type Words } from '../../domain/notice.ts';
import type { RecordData } from '../../domain/record.ts';
import { foldItems, type ItemState } from './items.ts';
import { lackOf } from './lacks.ts';
import { specOf, valuesOf, wordsIn } from './spec.ts';

/** So many points are named in a message. */
const most = 5;

/** The points that keep a checklist from being complete, as far as the addresses tell who is who. */
export function openPoints(record: RecordData): readonly ItemState[] {
  const same = (one: string, other: string) => normaliseEmail(one) === normaliseEmail(other);
  return foldItems(record).filter((each) => each.needed && lackOf(each, same) !== undefined);
}

/** Who can do something now: of points that wait for others nobody has to think yet. */
export function workers(record: RecordData): Workers {
  const points = dueNow(openPoints(record));
  return {
    emails: [...new Set(points.flatMap(({ assignee }) => assignee ?? []))],
    roles: [...new Set(points.map(({ item }) => item.role ?? 'reseller'))],
  };
}

/** The first of the open points, a line each; empty where there is none. */
export function nextPoints(record: RecordData): Words {
  const open = openPoints(record);
  const values = valuesOf(specOf(record));
  const shown = [...dueNow(open), ...open].filter((each, at, all) => all.indexOf(each) === at).slice(0, most);
  const more = open.length > shown.length ? [`… +${open.length - shown.length}`] : [];
  const [en = '', fr = ''] = locales.map((locale) =>
    [...shown.map(({ item, number }) => `${number} ${item.id}: ${wordsIn(item.title, locale, values)}`), ...more].join(
      '\n',
    ),
  );
  return { en, fr };
}

function dueNow(open: readonly ItemState[]): readonly ItemState[] {
  return open.filter(({ blockedBy }) => blockedBy.length === 0);
}
