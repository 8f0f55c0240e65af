import { catalogue, type ErrorEntry, type ExitCode } from '../../src/errors/catalogue.ts';
import { page, table } from './markdown.ts';

const exits: Record<ExitCode, string> = {
  0: 'Done.',
  1: 'Said no: findings of `rgz check`, `rgz policy check` or `rgz audit`; with `rgz check --gate`, a closed gate. `rgz explain` tells of closed gates and exits with 0.',
  2: 'Usage or settings: a flag, an argument, or the identity that Git has for you.',
  3: 'An invalid record or input, or an unknown id.',
  4: 'Refused by policy, a gate or the state of the record.',
  5: 'An outside service failed.',
  6: 'The repository: not one of records, diverged, a push lost after retries, or not verifiable.',
  70: 'A bug in rgz. What it prints is what to report.',
  130: 'Interrupted.',
};

/** Every exit code and every error code. */
export function errorsPage(): string {
  const entries = Object.entries(catalogue) as [string, ErrorEntry][];
  return page(
    '# Errors',
    'Every refusal and every failure has a code that keeps its name and meaning. With `--json` it stands in `error.code` on standard error, beside a message, the steps that lead on (`remedy`) and, where there is one, the place in the file.',
    '## Exit codes',
    table(
      ['exit', 'meaning'],
      Object.entries(exits).map(([exit, meaning]) => [exit, meaning]),
    ),
    '## Codes',
    '*Again* marks what may succeed when the same command is run once more with nothing changed.',
    table(
      ['code', 'exit', 'again', 'meaning'],
      entries.map(([code, { exit, retryable, meaning }]) => [
        `\`${code}\``,
        String(exit),
        retryable ? 'yes' : '',
        meaning,
      ]),
    ),
  );
}
