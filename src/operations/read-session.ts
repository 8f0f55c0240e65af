import { draft } from '../domain/history.ts';
import type { Summary } from '../domain/summary.ts';
import { RgzError } from '../errors/rgz-error.ts';
import { onboarding } from '../kinds/onboarding/index.ts';
import type { LoadedRecord, View } from '../ports/records.ts';
import type { Deps } from './deps.ts';
import { locate, viewHolding } from './gather.ts';

/** Throws `record.unknown` for a record of another kind. */
export function asSession<T extends Pick<LoadedRecord, 'kind' | 'id'>>(loaded: T): T {
  if (loaded.kind === onboarding) return loaded;
  throw new RgzError('record.unknown', `${loaded.id} is a ${loaded.kind.noun}, not an onboarding`, {
    remedy: [`rgz show ${loaded.id}`, 'rgz onboarding list'],
  });
}

/** An onboarding as it stands, with the view that it was read from. */
export async function loadSession(
  deps: Pick<Deps, 'git' | 'store'>,
  id: string,
): Promise<{ view: View; loaded: LoadedRecord }> {
  const view = await viewHolding(deps, id);
  return { view, loaded: await view.load(asSession(await locate(view, id))) };
}

const notLive: ReadonlySet<string> = new Set(['cancelled', 'invalid', draft]);

/** The onboarding of a tenant that was not cancelled: there is one at most. A draft is none before it is adopted. */
export async function liveSession(view: View, tenant: string): Promise<Summary | undefined> {
  for await (const batch of view.summaries({ kind: onboarding.kind, tenant })) {
    const found = batch.find(({ state }) => !notLive.has(state));
    if (found !== undefined) return found;
  }
  return undefined;
}
