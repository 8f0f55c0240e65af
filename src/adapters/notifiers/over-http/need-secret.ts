import { RgzError } from '../../../errors/rgz-error.ts';

export interface NeededSecret {
  channel: string;
  variable: string;
  /** What the variable holds; undefined where it is not set. */
  secret: string | undefined;
  /** In words, e.g. `the token of a bot`. */
  what: string;
  least?: number;
}

/** The secret without blanks around it. Throws `config.invalid` where there is none that can be used. */
export function needSecret({ channel, variable, secret, what, least = 1 }: NeededSecret): string {
  const found = secret?.trim() ?? '';
  const remedy = [`set ${variable} to ${what} for whoever sends: the controller, or rgz notify test`];
  const refuse = (problem: string) =>
    new RgzError('config.invalid', `the channel ${channel} cannot be used: ${variable} ${problem}`, { remedy });
  if (found === '') throw refuse('is not set, or is empty');
  if (/[^\u0020-\u007e]/.test(found)) throw refuse('holds a line end or another sign that is not part of a secret');
  if (found.length < least) throw refuse(`holds less than ${least} characters`);
  return found;
}
