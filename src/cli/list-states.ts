import type { Command } from 'commander';
import { RgzError } from '../errors/rgz-error.ts';

/** Which states a list shows. */
export function statesOption(command: Command, told = 'only these states'): Command {
  return command.option('--state <a,b>', told, (text) => text.split(',').map((each) => each.trim()));
}

/**
 * Refuses a state that no record of the kind can be in. Besides the kind's own there are those of files that are no record
 * yet, or that cannot be read.
 */
export function refuseUnknownState(asked: readonly string[] | undefined, ofKind: readonly string[]): void {
  const states = [...ofKind, 'draft', 'invalid'];
  const unknown = asked?.find((state) => !states.includes(state));
  if (unknown !== undefined)
    throw new RgzError('usage.invalid', `there is no state "${unknown}"`, {
      remedy: [`the states are ${states.join(', ')}`],
    });
}
