import { plainLine } from '../domain/plain-text.ts';

/** The message of a transition's commit: a subject people read, and trailers that programs read. */
export function commitMessage(
  subject: string,
  trailers: { record: string; action: string; actor: string /** The attempt that it belongs to. */; effect?: string },
): string {
  return [
    plainLine(subject),
    '',
    `Rgz-Record: ${plainLine(trailers.record)}`,
    `Rgz-Action: ${plainLine(trailers.action)}`,
    `Rgz-Actor: ${plainLine(trailers.actor)}`,
    ...(trailers.effect === undefined ? [] : [`Rgz-Effect: ${plainLine(trailers.effect)}`]),
    '',
  ].join('\n');
}
