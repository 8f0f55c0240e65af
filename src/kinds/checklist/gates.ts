import { standIn } from '../../domain/contributors.ts';
import type { EventFacts } from '../../domain/kind.ts';
import { samePerson } from '../../domain/policy.ts';
import { leastReason, reasonLength } from '../../domain/reason.ts';
import type { HistoryEvent } from '../../domain/record.ts';
import { passed, type Verdict } from '../../domain/verdict.ts';
import { foldItems, type ItemState, isDone } from './items.ts';
import { lackOf } from './lacks.ts';
import { reopensWhatChanged } from './reopened.ts';
import { specOf } from './spec.ts';

/** What a checklist asks beside the gates of every record: of the point that an event speaks of, and of all before an approval. */
export function gates(facts: EventFacts): readonly Verdict[] {
  const { action, fields, record } = facts;
  if (action.vote) return [everyPoint(facts)];
  if (action.action === 'imported') return [fromAList(facts)];
  if (action.action === 'edited') return [reopensWhatChanged(facts)];
  const { item } = fields;
  if (item === undefined) return [];
  const state = foldItems(record).find((each) => each.item.id === item);
  if (state === undefined) return [unknown(facts, String(item))];
  if (action.action === 'validated') return [isDoneAtAll(facts, state), byAnother(facts, state)];
  return fields.status === 'not_applicable' ? [explained(state, fields)] : [];
}

/** Every point that is needed counts. */
function everyPoint(facts: EventFacts): Verdict {
  const { record, policy } = facts;
  const same = (one: string, other: string) => samePerson(policy, one, other);
  const needed = foldItems(record).filter((each) => each.needed);
  const lacking = needed.flatMap((state) => {
    const lack = lackOf(state, same);
    return lack === undefined ? [] : [`${state.number} ${state.item.id}: ${lack}`];
  });
  const claim = 'every required point is complete and proven';
  const count = `${needed.length - lacking.length} of ${needed.length}`;
  if (needed.length === 0)
    return {
      gate: 'checklist',
      claim,
      passed: false,
      code: 'checklist.incomplete',
      because: `nothing in ${record.metadata.id} is required, so an approval would say nothing`,
      values: { needed: 0 },
      remedy: [`rgz checklist show ${record.metadata.id}`],
    };
  if (lacking.length === 0) return passed('checklist', claim, `${count} are`, { needed: needed.length });
  const shown = lacking.slice(0, 10);
  const more = lacking.length > shown.length ? `; and ${lacking.length - shown.length} more` : '';
  return {
    gate: 'checklist',
    claim,
    passed: false,
    code: 'checklist.incomplete',
    because: `${count} required points of ${facts.record.metadata.id} are good for an approval: ${shown.join('; ')}${more}`,
    values: { needed: needed.length, lacking: lacking.map((each) => each.split(' ')[1]?.replace(/:$/, '') ?? '') },
    remedy: [`rgz checklist show ${facts.record.metadata.id}`],
  };
}

const listed: ReadonlySet<unknown> = new Set(['not_started', 'partial', 'completed']);

/** A list says only what its marks can say, and only where points come from one. */
function fromAList({ record, fields: { items, source } }: EventFacts): Verdict {
  const claim = 'the points come from a list that is kept, and say what its marks can say';
  const marks = typeof items === 'object' && items !== null ? Object.values(items) : [];
  const fits = marks.every((mark) => listed.has(mark)) && typeof source === 'string';
  if (fits && specOf(record).template.markdown === true) return passed('list', claim, 'they do');
  const { id } = record.metadata;
  return {
    gate: 'list',
    claim,
    passed: false,
    code: 'checklist.foreign-points',
    because: `what was read into ${id} is not what a list of its own says`,
    values: {},
    remedy: [`rgz checklist set ${id} <item> --status <status>`],
  };
}

function unknown(facts: EventFacts, item: string): Verdict {
  return {
    gate: 'item',
    claim: 'the checklist has this point',
    passed: false,
    code: 'checklist.unknown-item',
    because: `${facts.record.metadata.id} has no point ${JSON.stringify(item)}`,
    values: { item },
    remedy: [`rgz checklist show ${facts.record.metadata.id}`],
  };
}

function isDoneAtAll(facts: EventFacts, { item, status, number }: ItemState): Verdict {
  const claim = 'the point is done, or does not apply';
  if (isDone(status)) return passed('item', claim, `it is ${status}`, { item: item.id });
  return {
    gate: 'item',
    claim,
    passed: false,
    code: 'checklist.incomplete',
    because: `${number} ${item.id} is ${status.replace('_', ' ')}, so there is nothing to validate`,
    values: { item: item.id, status },
    remedy: [`rgz checklist set ${facts.record.metadata.id} ${item.id} --status completed`],
  };
}

function byAnother({ record, policy, actor }: EventFacts, { item, number, completedBy = '' }: ItemState): Verdict {
  const claim = 'whoever validates a point has not done it';
  const doer = [actor, standIn(actor)].find(
    (each) => each !== undefined && samePerson(policy, completedBy, each.email),
  );
  if (doer === undefined) return passed('second-person', claim, `${completedBy || 'nobody'} did it`, { item: item.id });
  return {
    gate: 'second-person',
    claim,
    passed: false,
    code: 'checklist.own-item',
    because: `${doer.email} did ${number} ${item.id}, so another person has to validate it`,
    values: { item: item.id, actor: doer.email },
    remedy: [`somebody else types: rgz checklist validate ${record.metadata.id} ${item.id}`],
  };
}

function explained({ item, number }: ItemState, { reason }: Partial<HistoryEvent>): Verdict {
  const claim = 'what does not apply has a reason';
  if (reasonLength(reason) >= leastReason) return passed('reason', claim, 'it has', { item: item.id });
  return {
    gate: 'reason',
    claim,
    passed: false,
    code: 'checklist.needs-reason',
    because: `why ${number} ${item.id} does not apply is not said in at least ${leastReason} characters`,
    values: { item: item.id },
    remedy: [`rgz checklist set <checklist> ${item.id} --status not_applicable --reason <text>`],
  };
}
