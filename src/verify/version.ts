import type { FoldProblem } from '../domain/history.ts';
import type { Reading, Unreadable, Version } from '../domain/reading.ts';
import { type Finding, finding, type Place } from './finding.ts';
import { isRule, type RuleCode } from './rules.ts';

const foldRules: Record<FoldProblem['rule'], RuleCode> = {
  'unknown-action': 'history.unknown-action',
  'illegal-move': 'history.illegal-move',
  'unbound-decision': 'history.unbound-decision',
  unexplained: 'history.unexplained',
  'spec-changed': 'history.spec-changed',
  'state-differs': 'status.state-differs',
  'field-differs': 'status.field-differs',
};

/** What is wrong with a record by itself: its history, and what its status makes of it. */
export function judgeVersion({ fold }: Version, place: Place): readonly Finding[] {
  return fold.problems.map(({ rule, index, message }) => {
    const pointer = index >= 0 ? `/status/history/${index}` : pointers[rule];
    return finding(foldRules[rule], message, { ...place, pointer });
  });
}

const pointers: Record<FoldProblem['rule'], string> = {
  'unknown-action': '/status/history',
  'illegal-move': '/status/history',
  'unbound-decision': '/status/history',
  unexplained: '/status/history',
  'spec-changed': '/spec',
  'state-differs': '/status/state',
  'field-differs': '/status',
};

export function judgeReading(reading: Reading, place: Place): readonly Finding[] {
  if (reading.kind === 'version') return judgeVersion(reading.version, place);
  return tellUnreadable(reading.problems, place);
}

/** What keeps a file from being used, as findings. */
export function tellUnreadable(problems: readonly Unreadable[], place: Place): readonly Finding[] {
  return problems.map(({ code, message, pointer, line, column }) => ({
    ...finding(isRule(code) ? code : 'schema.invalid', message, { ...place, pointer }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  }));
}
