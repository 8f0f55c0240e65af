import type { Command } from 'commander';
import { type Shown, showRecord } from '../../operations/show-record.ts';
import type { Context } from '../context.ts';
import { recordText } from '../render/record.ts';

export function define(command: Command): void {
  command.argument('<id>', 'e.g. PR-2026-0003');
}

export async function run(context: Context, [id = '']: string[]): Promise<number> {
  const app = await context.app();
  const shown = await showRecord(app, id);
  if (context.json) context.printJson({ ...shown.loaded.record, derived: derived(shown) });
  else context.print(recordText(shown, context.width, context.paint, app.clock.now()));
  return 0;
}

/** What rgz makes of the file, beside the file as it stands. */
function derived({ loaded, state, quorum, votes: counted, approvers, identity }: Shown): Record<string, unknown> {
  const { path, blob, digest, fold } = loaded;
  const { drifted, votes, problems } = fold;
  return {
    state,
    path,
    blob,
    digest,
    specChanged: drifted,
    quorum,
    approvals: counted.people.size,
    ...(counted.idle.length > 0 && { idleVotes: counted.idle }),
    approvers,
    votes,
    problems,
    identity,
  };
}
