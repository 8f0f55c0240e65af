import { isSame } from '../../domain/canonical.ts';
import { firstFew } from '../../domain/first-few.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import type { EventFacts } from '../../domain/kind.ts';
import { passed, type Verdict } from '../../domain/verdict.ts';
import { fillAll } from './fill.ts';
import { pointsOf, specOf, type TemplateItem, valuesOf } from './spec.ts';

/**
 * The points of a spec that were not in the one before, or were others there: what proved them proves nothing of what they
 * are now. A point is another one where a value of the checklist stands in it and is not what it was.
 */
export function reopenedBy(before: JsonObject, after: JsonObject): readonly string[] {
  const known = new Map(filledPoints(before).map((item) => [item.id, item as unknown as Json]));
  return filledPoints(after).flatMap((item) => {
    const was = known.get(item.id);
    return was !== undefined && isSame(was, item as unknown as Json) ? [] : [item.id];
  });
}

function filledPoints(spec: JsonObject): readonly TemplateItem[] {
  const known = specOf({ spec });
  const values = new Map(Object.entries(valuesOf(known)));
  return pointsOf(known).map(({ item }) => fillAll(item as unknown as Json, values) as unknown as TemplateItem);
}

/** Whoever moves a checklist to another template opens again what that changes: no more, so that no work is lost, and no less. */
export function reopensWhatChanged({ record, spec, fields: { reopened } }: EventFacts): Verdict {
  const claim = 'exactly those points are open again that are new or were changed';
  const changed = reopenedBy(record.spec, spec ?? record.spec);
  const said = Array.isArray(reopened) ? reopened.map(String) : undefined;
  const left = changed.filter((id) => !said?.includes(id));
  const needless = (said ?? []).filter((id) => !changed.includes(id));
  if (said !== undefined && left.length === 0 && needless.length === 0)
    return passed('points', claim, changed.length === 0 ? 'none was' : `${changed.join(', ')} are`);
  const because = [
    ...(said === undefined ? ['the event does not say which points are open again'] : []),
    ...(left.length === 0 ? [] : [`${firstFew(left, 'and', 5)} changed and would stay as done as before`]),
    ...(needless.length === 0 ? [] : [`${firstFew(needless, 'and', 5)} did not change and would lose what was done`]),
  ];
  return {
    gate: 'points',
    claim,
    passed: false,
    code: 'checklist.wrong-points',
    because: because.join('; '),
    values: { changed: [...changed] },
    remedy: [`rgz checklist upgrade ${record.metadata.id}`],
  };
}
