import type { Oid } from '../../ports/git.ts';
import type { OutboxDeps } from './outbox-deps.ts';

const file = '.rgz/config.yaml';

/** The commit since which the configuration has the channel; the tip where it has none of that name. */
export async function channelStart(
  { git, store }: Pick<OutboxDeps, 'git' | 'store'>,
  tip: Oid,
  name: string,
): Promise<Oid> {
  let start: Oid | undefined;
  for await (const { oid } of git.walkTouching(undefined, tip, [file])) {
    const channels = await namesAt(store, oid);
    if (!channels.includes(name)) start = undefined;
    else start ??= oid;
  }
  return start ?? tip;
}

/** None where the configuration cannot be read: nothing is told of such times. */
async function namesAt(store: OutboxDeps['store'], commit: Oid): Promise<readonly string[]> {
  try {
    const { notifications } = await (await store.viewAt(commit)).config();
    return Object.keys(notifications?.channels ?? {});
  } catch {
    return [];
  }
}
