import { plainLine, plainText } from '../../domain/plain-text.ts';
import type { HistoryEvent } from '../../domain/record.ts';
import type { Shown } from '../../operations/show-record.ts';
import type { Paint } from './paint.ts';
import { recordFacts, recordHeading } from './record-facts.ts';
import { relativeTime } from './relative-time.ts';
import { paintState, stateText } from './state.ts';
import { wrap } from './text-width.ts';

const label = 16;
/** How many lines of a job's log are shown. */
const logged = 10;
const changed = '! the spec was changed after it was decided on: it can only be cancelled, and asked for anew';

const idleWhy = {
  'no-right': 'approved it, and has no right to as the policy stands now',
  'had-a-hand': 'approved it, and had a hand in it',
  twice: 'approved it before, and one person counts once',
};

/** One record for people: what it asks for, its state, and its timeline. */
export function recordText(shown: Shown, width: number, paint: Paint, now: string): string {
  const { loaded, state } = shown;
  const { fold, record } = loaded;
  const lines = [
    paint('bold', plainLine(recordHeading(loaded))),
    fact('State', paintState(paint, state, stateText(state))),
  ];
  for (const problem of fold.problems) lines.push(fact('', paint('red', `! ${plainLine(problem.message)}`)));
  if (shown.frozen) lines.push(...block('', changed, width).map((line) => paint('red', line)));
  for (const [name, value] of recordFacts(loaded, now)) lines.push(...block(name, plainText(value), width));
  const valid = shown.votes.people.size;
  lines.push(fact('Approvals', shown.unvoted ? `${valid}, and none is needed` : `${valid} of ${shown.quorum}`));
  for (const { by, why } of shown.votes.idle)
    lines.push(
      ...block('', `! does not count: ${plainLine(by)} ${idleWhy[why]}`, width).map((line) => paint('red', line)),
    );
  for (const vote of fold.votes.filter((each) => each.standing === 'void')) {
    lines.push(
      fact('', paint('red', `! void: ${plainLine(vote.by)} approved the spec as it was before it was changed`)),
    );
  }
  if (shown.undecided && !shown.unvoted)
    lines.push(...block('May approve', shown.approvers.join(', ') || 'nobody', width));
  lines.push('', paint('bold', 'Timeline'));
  const history = record.status?.history ?? [];
  for (const event of history) lines.push(...eventLines(event, width, paint, now));
  lines.push(...logLines(history.at(-1)?.log, width, paint));
  if (record.status === undefined) lines.push(paint('dim', '  a draft: the first decision adopts it'));
  if (shown.identity === 'author')
    lines.push('', paint('dim', 'identity: author. Names are claims; nothing here is signed.'));
  return lines.join('\n');
}

function fact(name: string, value: string): string {
  return `  ${name.padEnd(label)}${value}`;
}

function block(name: string, value: string, width: number): string[] {
  return wrap(value, width - label - 2).map((line, index) => fact(index === 0 ? name : '', line));
}

function eventLines(event: HistoryEvent, width: number, paint: Paint, now: string): string[] {
  const head = `  ● ${plainLine(event.action)} ${paint('dim', `${relativeTime(event.at, now)} by`)} ${plainLine(event.by)}`;
  const details = (['comment', 'reason', 'error', 'jobId'] as const).flatMap((key) => {
    const value = event[key];
    return value === undefined || value === null
      ? []
      : wrap(plainText(String(value)), width - 6).map((line) => `    ${paint('dim', '│')} ${line}`);
  });
  return [head, ...details];
}

/** The end of what a job put out. All that was kept of it is in the file. */
function logLines(log: unknown, width: number, paint: Paint): string[] {
  if (typeof log !== 'string' || log.trim() === '') return [];
  const lines = plainText(log.trimEnd()).split('\n');
  const before = lines.length - logged;
  const shown = lines.slice(-logged).flatMap((line) => wrap(line, width - 8));
  const first = before > 0 ? [`… ${before} ${before === 1 ? 'line' : 'lines'} before, in the file`] : [];
  return [...first, ...shown].map((line) => `    ${paint('dim', '│')}   ${paint('dim', line)}`);
}
