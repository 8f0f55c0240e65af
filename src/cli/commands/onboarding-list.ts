import type { Command } from 'commander';
import { RgzError } from '../../errors/rgz-error.ts';
import { listOnboardings, onboardingStates } from '../../operations/list-onboardings.ts';
import type { Context } from '../context.ts';
import { limitOption } from '../list-limit.ts';
import { onboardingTable } from '../render/onboardings.ts';
import { requestJson } from '../render/requests.ts';

interface Options {
  state?: string[];
  tenant?: string;
  limit?: number;
}

/** How many rows people are shown unless they ask for more. */
const usual = 50;

export function define(command: Command): void {
  command
    .option('--state <a,b>', 'only these states', (text) => text.split(',').map((each) => each.trim()))
    .option('--tenant <id>', 'only this tenant');
  limitOption(command, usual);
}

export async function run(context: Context, _args: string[], options: Options): Promise<number> {
  const { state, limit = context.json ? undefined : usual, ...rest } = options;
  const unknown = state?.find((each) => !onboardingStates.includes(each));
  if (unknown !== undefined)
    throw new RgzError('usage.invalid', `there is no state "${unknown}"`, {
      remedy: [`the states are ${onboardingStates.join(', ')}`],
    });
  const app = await context.app();
  const wanted = { ...rest, ...(state && { states: state }), ...(limit !== undefined && { limit }) };
  const { rows, more } = await listOnboardings(app, wanted);
  if (context.json) context.printJson(rows.map(requestJson));
  else if (rows.length === 0) context.note('no onboardings: rgz onboarding start');
  else context.print(onboardingTable(rows, context, app.clock.now()));
  if (more && !context.json) context.note(`the newest ${rows.length}; --limit or a filter shows others`);
  return 0;
}
