import type { Command } from 'commander';
import { plainLine } from '../../domain/plain-text.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { explain } from '../../operations/explain.ts';
import type { LogEntry } from '../../operations/read-log.ts';
import type { Context } from '../context.ts';
import { faultText, signedColour, signedText } from '../render/signed.ts';
import { paintState, stateText } from '../render/state.ts';

export function define(command: Command): void {
  command.argument('<id>', 'e.g. PR-2026-0003').option('--as <email>', 'explain for this person (default: you)');
}

export async function run(context: Context, [id = '']: string[], { as }: { as?: string }): Promise<number> {
  const app = await context.app();
  const { heardOf } = await import('../../controller-app.ts');
  const explained = await explain(app, id, as, await heardOf(app, context.build));
  const { trail, decision, launch, history } = explained;
  if (context.json) {
    const decides = decision.map((each) => ({ for: 'decision', ...each }));
    // Only a policy that nobody may rely on comes before what was done under it.
    const first = decides.slice(0, decides[0]?.passed === false && decides[0].gate === 'policy' ? 1 : 0);
    const gates = [
      ...first,
      ...(trail === undefined ? [] : [{ for: 'launch', ...trail }]),
      ...decides.slice(first.length),
      ...launch.map((each) => ({ for: 'launch', ...each })),
    ];
    const { id: record, state, as: actor, mayDecide, identity } = explained;
    context.printJson({ id: record, state, as: actor, mayDecide, identity, history, gates });
    return 0;
  }
  const { paint } = context;
  context.print(`${paint('bold', explained.id)}  ${paintState(paint, explained.state, stateText(explained.state))}`);
  if (history.length > 0) context.print('\nSo far:');
  for (const entry of history) context.print(historyLine(context, entry));
  const told = new Set([`rgz explain ${explained.id}`]);
  const tell = (verdicts: readonly Verdict[]) => {
    for (const verdict of verdicts) context.print(verdictLines(context, verdict, told));
  };
  if (trail !== undefined) {
    context.print('\nBefore anything else:');
    tell([trail]);
  }
  if (explained.over) {
    context.print(`\nIt is ${plainLine(explained.state)}: nothing is left to decide or to launch.`);
    tell(decision.filter(({ gate, passed }) => !passed && ofTheRecord.has(gate)));
  } else {
    context.print(
      `\n${plainLine(explained.as)} ${explained.mayDecide ? 'may' : 'may not'} approve it${explained.unvoted ? ', and nobody has to' : ''}:`,
    );
    tell(decision);
    if (explained.launch.length > 0) context.print('\nBefore it is launched:');
    tell(launch);
  }
  if (explained.identity === 'author') context.note('identity: author. Who acts is a claim, not a proof.');
  return 0;
}

/** Gates that tell of what was done, whoever asks and whatever is left to do. */
const ofTheRecord = new Set(['policy', 'history', 'spec', 'hands']);

/** An event with who is proven to have made it: the signer, where they are who it names. */
function historyLine({ paint }: Context, entry: LogEntry): string {
  const { action, by, commit } = entry;
  const signed = plainLine(signedText(entry));
  const fault = faultText(entry);
  return [
    `  ${plainLine(action)} by ${plainLine(by)}  ${signedColour(paint, entry, signed)}  ${paint('dim', commit?.slice(0, 10) ?? '')}`,
    ...(fault === undefined ? [] : [`      ${paint('red', `! ${plainLine(fault)}`)}`]),
  ].join('\n');
}

/** A remedy that was told already, or is this very command, helps nobody. */
function verdictLines({ paint }: Context, verdict: Verdict, told: Set<string>): string {
  const sign = verdict.passed ? paint('green', '✓') : paint('red', '✗');
  const lines = [`  ${sign} ${plainLine(verdict.claim)}: ${plainLine(verdict.because)}`];
  if (verdict.opensAt !== undefined) lines.push(`      opens at ${verdict.opensAt}`);
  if (!verdict.passed && verdict.unblock !== undefined)
    lines.push(`      can open it: ${verdict.unblock.map(plainLine).join(', ') || 'nobody'}`);
  for (const each of verdict.passed ? [] : (verdict.remedy ?? [])) {
    if (!told.has(each)) lines.push(`      ${paint('cyan', '→')} ${plainLine(each)}`);
    told.add(each);
  }
  return lines.join('\n');
}
