import type { Asked } from './api.ts';

/** Why nothing can be launched now: `away` ends by itself, `broken` does not. */
export type Trouble =
  | { kind: 'away'; reason: string; retryAfter?: number }
  | { kind: 'broken'; reason: string; remedy: string };

/** How the trouble with an answer is told. `variable` is where the credentials came from. */
export function troubleOf(
  answer: Exclude<Asked, { kind: 'ok' }>,
  { base, variable }: { base: string; variable: string },
): Trouble {
  if (answer.kind === 'unavailable') {
    const wait = answer.retryAfter === undefined ? {} : { retryAfter: answer.retryAfter };
    return { kind: 'away', reason: `AWX at ${base} is not available: ${answer.reason}`, ...wait };
  }
  const { status, words } = answer;
  if (status === 401) {
    const reason = `AWX at ${base} does not accept the credentials in ${variable}, and says: ${words}`;
    return {
      kind: 'broken',
      reason,
      remedy: `put a token or password that is valid into ${variable}, and start the controller again`,
    };
  }
  if (status === 403) {
    const remedy = `give the user of ${variable} the role Execute on the template, and its token the scope write`;
    return { kind: 'broken', reason: `AWX at ${base} forbids it: ${words}`, remedy };
  }
  if (status === 404) {
    const remedy =
      'set url and apiPath of the deployer in .rgz/config.yaml: apiPath is /api/v2, or /api/controller/v2 behind a gateway';
    return { kind: 'broken', reason: `there is no AWX API at ${base}`, remedy };
  }
  const remedy = 'look into the log of AWX';
  return { kind: 'broken', reason: `AWX at ${base} refuses to answer (${status}): ${words}`, remedy };
}
