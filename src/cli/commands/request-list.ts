import type { Command } from 'commander';
import { RgzError } from '../../errors/rgz-error.ts';
import { listedStates, listRecords, type Query } from '../../operations/list-records.ts';
import type { Context } from '../context.ts';
import { limitOption } from '../list-limit.ts';
import { requestJson, requestTable } from '../render/requests.ts';

interface Options {
  state?: string[];
  tenant?: string;
  createdBy?: string;
  search?: string;
  mine?: true;
  pendingForMe?: true;
  limit?: number;
}

/** How many rows people are shown unless they ask for more. */
const usual = 50;

const emptyYet = 'no requests as of the last fetch; what came since, git fetch brings';

export function define(command: Command): void {
  command
    .option('--state <a,b>', 'only these states', (text) => text.split(',').map((each) => each.trim()))
    .option('--tenant <id>', 'only this tenant')
    .option('--created-by <email>', 'only what this person requested')
    .option('--search <text>', 'only where this text is shown')
    .option('--mine', 'only what I requested')
    .option('--pending-for-me', 'only what I may decide');
  limitOption(command, usual);
}

export async function run(context: Context, _args: string[], options: Options): Promise<number> {
  const app = await context.app();
  const states = listedStates(app.kinds);
  const unknown = options.state?.find((state) => !states.includes(state));
  if (unknown !== undefined) {
    throw new RgzError('usage.invalid', `there is no state "${unknown}"`, {
      remedy: [`the states are ${states.join(', ')}`],
    });
  }
  const { state, limit = context.json ? undefined : usual, ...rest } = options;
  const query: Query = {
    ...rest,
    kind: 'PromotionRequest',
    ...(state === undefined ? {} : { states: state }),
    ...(limit === undefined ? {} : { limit }),
  };
  const { rows, more } = await listRecords(app, query);
  if (context.json) {
    context.printJson(rows.map(requestJson));
    return 0;
  }
  const { tenant } = options;
  if (rows.length === 0 && tenant !== undefined && !(await (await app.store.view('read')).tenants()).includes(tenant))
    context.note(`there is no tenant "${tenant}"; rgz tenant list tells them`);
  else if (rows.length === 0) context.note(app.git.remote === undefined ? 'no requests' : emptyYet);
  else context.print(requestTable(rows, context.width, context.paint, app.clock.now()));
  if (more) context.note(`the newest ${rows.length}; --limit or a filter shows others`);
  return 0;
}
