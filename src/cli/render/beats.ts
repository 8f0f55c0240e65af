import { plainLine } from '../../domain/plain-text.ts';
import type { Beat } from '../../ports/controller-state.ts';
import type { Context } from '../context.ts';
import { relativeTime } from './relative-time.ts';

/** The controllers of this clone, each with what it last said of itself. */
export function beatLines(beats: readonly (Beat & { alive: boolean })[], { paint }: Context, now: string): string[] {
  if (beats.length === 0) return ['no controller has run on this clone; those on other clones are not seen from here'];
  return beats.flatMap(({ controller, alive, at, trouble, deployers }) => {
    const when = relativeTime(new Date(at).toISOString(), now);
    const head = alive
      ? `${paint('green', '●')} ${controller} runs`
      : `${paint('dim', '○')} ${controller} does not run`;
    return [
      `${head}, last pass ${when}`,
      ...(trouble === undefined || !alive ? [] : [`  ${paint('yellow', '!')} ${plainLine(trouble)}`]),
      ...deployers.flatMap(({ name, state, reason, remedy }) =>
        state === 'ready'
          ? `  ${paint('green', '✓')} ${name}: ready`
          : [
              `  ${paint('yellow', '!')} ${name}: ${state}${reason === undefined ? '' : `: ${plainLine(reason)}`}`,
              ...(remedy === undefined ? [] : [`      ${paint('cyan', '→')} ${plainLine(remedy)}`]),
            ],
      ),
    ];
  });
}
