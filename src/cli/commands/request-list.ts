import type { Command } from 'commander';
import { listRecords, type Query } from '../../operations/list-records.ts';
import type { Context } from '../context.ts';
import { limitOption } from '../list-limit.ts';
import { refuseUnknownState, statesOption } from '../list-states.ts';
import { requestJson, requestTable } from '../render/requests.ts';
import { noteUnknownTenant } from '../unknown-tenant.ts';

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
const kind = 'PromotionRequest';

const emptyYet = 'no requests as of the last fetch; what came since, git fetch brings';

export function define(command: Command): void {
  statesOption(command)
    .option('--tenant <id>', 'only this tenant')
    .option('--created-by <email>', 'only what this person requested')
    .option('--search <text>', 'only where this text is shown')
    .option('--mine', 'only what I requested')
    .option('--pending-for-me', 'only what I may decide');
  limitOption(command, usual);
}

export async function run(context: Context, _args: string[], options: Options): Promise<number> {
  const app = await context.app();
  refuseUnknownState(options.state, app.kinds.find((each) => each.kind === kind)?.states ?? []);
  const { state, limit = context.json ? undefined : usual, ...rest } = options;
  const query: Query = {
    ...rest,
    kind,
    ...(state === undefined ? {} : { states: state }),
    ...(limit === undefined ? {} : { limit }),
  };
  const { rows, more } = await listRecords(app, query);
  if (context.json) {
    context.printJson(rows.map(requestJson));
    return 0;
  }
  const unknown = rows.length === 0 && (await noteUnknownTenant(context, app, options.tenant));
  if (rows.length === 0 && !unknown) context.note(app.git.remote === undefined ? 'no requests' : emptyYet);
  else if (rows.length > 0) context.print(requestTable(rows, context.width, context.paint, app.clock.now()));
  if (more) context.note(`the newest ${rows.length}; --limit or a filter shows others`);
  return 0;
}
