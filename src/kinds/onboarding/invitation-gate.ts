import type { EventFacts } from '../../domain/kind.ts';
import type { IssuedCode } from '../../domain/one-time-code.ts';
import { passed, type Verdict } from '../../domain/verdict.ts';
import { codesIn, countCodes, dueInvitations, keyOf, mostCodes, standingCode } from './invitations.ts';
import { specOf } from './spec.ts';

/** Codes go to users who are due, others are asked for users who may have more, and one is used by whom it was for. */
export function mayBeInvited(facts: EventFacts): Verdict {
  const { record, action } = facts;
  const claim = 'the users are those whom it can be about';
  const users = namedIn(facts);
  const fault = users.length === 0 ? 'nobody is named' : faultOf(facts, users);
  if (fault === undefined) return passed('invitation', claim, users.join(', '), { users: [...users] });
  const { id } = record.metadata;
  return {
    gate: 'invitation',
    claim,
    passed: false,
    code: 'onboarding.not-invitable',
    because: `${id} cannot be ${action.phrase}: ${fault}`,
    values: { users: [...users] },
    remedy: [`rgz onboarding status ${id}`],
  };
}

function namedIn({ action, fields }: EventFacts): readonly string[] {
  if (action.action === 'invited') return codesIn(fields.codes).map(({ user }) => user);
  return Array.isArray(fields.users) ? fields.users.filter((user) => typeof user === 'string') : [];
}

function faultOf({ record, action, now }: EventFacts, users: readonly string[]): string | undefined {
  const known = new Set((specOf(record).users ?? []).map(keyOf));
  const stranger = users.find((user) => !known.has(user));
  if (stranger !== undefined) return `${stranger} is none of its users, as it names them`;
  const twice = users.find((user, at) => users.indexOf(user) < at);
  if (twice !== undefined) return `${twice} is named twice`;
  switch (action.action) {
    case 'invited':
      return undueAmong(users, new Set(dueInvitations(record).map(({ user }) => keyOf(user))));
    case 'invitation-asked': {
      const due = new Set(dueInvitations(record).map(({ user }) => keyOf(user)));
      const waiting = users.find((user) => due.has(user));
      if (waiting !== undefined) return `a code for ${waiting} is due already`;
      const full = users.find((user) => countCodes(record, user) >= mostCodes);
      return full && `${full} was given ${mostCodes} codes, which is the most`;
    }
    default: {
      const without = users.find((user) => standingCode(record, user) === undefined);
      if (without !== undefined) return `${without} has no code that was not used`;
      const late = users.find((user) => !isGood(standingCode(record, user), now));
      return late && `the code of ${late} has expired`;
    }
  }
}

function isGood(code: IssuedCode | undefined, now: string): boolean {
  return code !== undefined && Date.parse(code.expiresAt) > Date.parse(now);
}

function undueAmong(users: readonly string[], due: ReadonlySet<string>): string | undefined {
  const undue = users.find((user) => !due.has(user));
  return undue && `${undue} has a code, and nobody asked for another`;
}
