import { isObject } from '../../domain/json.ts';
import type { EventFacts } from '../../domain/kind.ts';
import { passed, type Verdict } from '../../domain/verdict.ts';
import { importedData } from './data.ts';
import { mayBeInvited } from './invitation-gate.ts';
import { specOf } from './spec.ts';

/** What an onboarding asks beside the gates of every record. */
export function gates(facts: EventFacts): readonly Verdict[] {
  switch (facts.action.action) {
    case 'imported':
      return [hasUsers(facts), inOwnFolder(facts)];
    case 'activation-ordered':
      return [ofThisPlan(facts), reviewed(facts)];
    case 'invited':
    case 'invitation-asked':
    case 'invitation-used':
      return [mayBeInvited(facts)];
    default:
      return [];
  }
}

function hasUsers({ record }: EventFacts): Verdict {
  const claim = 'the company has users';
  const { length } = specOf(record).users ?? [];
  if (length > 0) return passed('users', claim, `${length} are there`, { users: length });
  const { id } = record.metadata;
  return {
    gate: 'users',
    claim,
    passed: false,
    code: 'onboarding.step-missing',
    because: `${id} has no users yet, and nothing is imported for nobody`,
    values: { users: 0 },
    remedy: [`rgz onboarding users ${id} -f <file>`],
  };
}

/** What a session goes by lies with its tenant, so that it is found from there. */
function inOwnFolder({ record, fields }: EventFacts): Verdict {
  const claim = 'the data lies in the folder of the tenant';
  const folder = `tenants/${record.metadata.tenant}/data/`;
  const paths = (['products', 'sales'] as const).map((name) => {
    const told = fields[name];
    return { own: `${folder}${name}.csv`, path: isObject(told) ? told.path : undefined };
  });
  const strange = paths.filter(({ own, path }) => path !== own);
  if (strange.length === 0) return passed('folder', claim, folder, { folder });
  return {
    gate: 'folder',
    claim,
    passed: false,
    code: 'record.misplaced',
    because: strange
      .map(({ own, path }) => `${typeof path === 'string' ? path : 'what the event does not name'} is not ${own}`)
      .join('; '),
    values: { folder },
    remedy: [`rgz onboarding status ${record.metadata.id}`],
  };
}

/** Where somebody has to approve the plan first, nothing is put up that would only wait. */
function reviewed({ record, policy }: EventFacts): Verdict {
  const claim = 'whoever has to has approved the plan';
  if (!policy.onboarding.requireReview) return passed('review', claim, 'nobody has to');
  const history = record.status?.history ?? [];
  const since = history.findLastIndex(({ action }) => action === 'imported');
  const votes = history.slice(since + 1).filter(({ action }) => action === 'approved');
  if (votes.length > 0) return passed('review', claim, `${votes.map(({ by }) => by).join(', ')} did`);
  const { id } = record.metadata;
  return {
    gate: 'review',
    claim,
    passed: false,
    code: 'onboarding.step-missing',
    because: `the policy asks for a review, and nobody has approved the plan of ${id} yet`,
    values: { approvals: 0 },
    remedy: [`rgz approve ${id}   # by somebody who had no hand in it`, `rgz explain ${id}`],
  };
}

/** What is ordered is what was imported last, and nothing else. */
function ofThisPlan({ record, fields }: EventFacts): Verdict {
  const claim = 'the plan is the one that was imported';
  const data = importedData(record);
  const { id } = record.metadata;
  if (data !== undefined && fields.plan === data.plan) return passed('plan', claim, data.plan, { plan: data.plan });
  return {
    gate: 'plan',
    claim,
    passed: false,
    code: 'onboarding.other-plan',
    because:
      data === undefined
        ? `${id} has no data that could be activated`
        : `${id} holds the plan ${data.plan}, not ${typeof fields.plan === 'string' ? fields.plan : 'none'}`,
    values: { plan: data?.plan ?? null },
    remedy: [`rgz onboarding status ${id}`],
  };
}
