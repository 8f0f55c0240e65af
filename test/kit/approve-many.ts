import { stringify } from 'yaml';
import { openApp } from '../../src/app.ts';
import { apply } from '../../src/domain/apply.ts';
import { foldHistory } from '../../src/domain/history.ts';
import { actionOf } from '../../src/domain/kind.ts';
import type { RecordData } from '../../src/domain/record.ts';
import { promotion } from '../../src/kinds/promotion/index.ts';
import { whoActs } from '../../src/operations/acting.ts';
import { readSettings } from '../../src/settings.ts';
import { specOf } from './requests.ts';

/** Where somebody works, and as whom Git knows them there. */
export interface Seat {
  folder: string;
  env: Record<string, string>;
}

export interface Wanted {
  count: number;
  targets: number;
  tenant: string;
}

/** Opens so many requests over so many targets and approves them, each event a commit, published in one go. */
export async function approveMany(requester: Seat, approver: Seat, { count, targets, tenant }: Wanted): Promise<void> {
  const [first, second] = await Promise.all([open(requester), open(approver)]);
  const view = await first.store.view('write');
  const policy = await view.policy();
  const start = view.tip.commit;
  const now = first.clock.now();
  const { actor } = await whoActs(first, policy);
  let tip = start;
  for (let at = 0; at < count; at += 1) {
    const id = `PR-${now.slice(0, 4)}-${String(at + 1).padStart(4, '0')}`;
    let record = {
      apiVersion: 'rgz.dev/v1',
      kind: 'PromotionRequest',
      metadata: { id, createdAt: now, createdBy: actor.email, tenant },
      spec: specOf({ target: `api/api-${at % targets}@1.${at}.0` }),
    } as unknown as RecordData;
    const path = promotion.place(record);
    for (const [app, name] of [
      [first, 'created'],
      [second, 'approved'],
    ] as const) {
      const acting = await whoActs(app, policy);
      record = withStep(record, name, { policy, now, actor: acting.actor, digest: app.store.digest(record) });
      const draft = {
        parent: tip,
        files: new Map([[path, Buffer.from(stringify(record))]]),
        message: `${id}: ${name}`,
        author: acting.identity.author,
        committer: acting.identity.committer,
        at: Math.floor(Date.parse(now) / 1000),
      };
      tip = await app.git.writeCommit(draft, acting.signer);
    }
  }
  if ((await first.git.advance(start, tip)) !== 'advanced') throw new Error('somebody else wrote');
  await first.git.syncCheckout(start, tip);
  await Promise.all([first.git.close(), second.git.close()]);
}

type Step = Pick<Parameters<typeof apply>[0], 'policy' | 'now' | 'digest'> & { actor: Parameters<typeof apply>[1] };

function withStep(record: RecordData, name: string, { policy, now, digest, actor }: Step): RecordData {
  const action = actionOf(promotion, name);
  if (action === undefined) throw new Error(`no action ${name}`);
  const fold = foldHistory(promotion, record, digest);
  return apply({ kind: promotion, record, digest, fold, policy, contributions: [], now }, actor, action).record;
}

function open({ folder, env }: Seat) {
  return openApp({ start: folder, from: folder, settings: readSettings(env), version: '0', interactive: false });
}
