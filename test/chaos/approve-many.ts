import { stringify } from 'yaml';
import { openApp } from '../../src/app.ts';
import { apply } from '../../src/domain/apply.ts';
import { foldHistory } from '../../src/domain/history.ts';
import { actionOf } from '../../src/domain/kind.ts';
import type { RecordData } from '../../src/domain/record.ts';
import { promotion } from '../../src/kinds/promotion/index.ts';
import { whoActs } from '../../src/operations/acting.ts';
import { readSettings } from '../../src/settings.ts';
import type { Repository } from '../kit/repository.ts';
import { specOf } from '../kit/requests.ts';

/** Opens so many requests over so many targets and approves them, each event a commit, published in one go. */
export async function approveMany(repository: Repository, count: number, targets: number): Promise<readonly string[]> {
  const [dora, cleo] = await Promise.all((['dora', 'cleo'] as const).map((who) => appOf(repository, who)));
  if (dora === undefined || cleo === undefined) throw new Error('nobody acts');
  const view = await dora.store.view('write');
  const policy = await view.policy();
  const start = view.tip.commit;
  let tip = start;
  const now = dora.clock.now();
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const id = `PR-${now.slice(0, 4)}-${String(at + 1).padStart(4, '0')}`;
    let record = {
      apiVersion: 'rgz.dev/v1',
      kind: 'PromotionRequest',
      metadata: { id, createdAt: now, createdBy: 'dora@example.com', tenant: 'tenant-finance' },
      spec: specOf({ target: `api/api-${at % targets}@1.${at}.0` }),
    } as unknown as RecordData;
    const path = promotion.place(record);
    for (const [app, name] of [
      [dora, 'created'],
      [cleo, 'approved'],
    ] as const) {
      const action = actionOf(promotion, name);
      if (action === undefined) throw new Error(name);
      const acting = await whoActs(app, policy);
      const digest = app.store.digest(record);
      const fold = foldHistory(promotion, record, digest);
      const situation = { kind: promotion, record, digest, fold, policy, contributions: [], now };
      record = apply(situation, acting.actor, action).record;
      tip = await app.git.writeCommit(
        {
          parent: tip,
          files: new Map([[path, Buffer.from(stringify(record))]]),
          message: `${id}: ${name}`,
          author: acting.identity.author,
          committer: acting.identity.committer,
          at: Math.floor(Date.parse(now) / 1000),
        },
        acting.signer,
      );
    }
    ids.push(id);
  }
  if ((await dora.git.advance(start, tip)) !== 'advanced') throw new Error('somebody else wrote');
  await dora.git.syncCheckout(start, tip);
  await Promise.all([dora.git.close(), cleo.git.close()]);
  return ids;
}

function appOf(repository: Repository, who: 'dora' | 'cleo') {
  return openApp({
    start: repository.work,
    from: repository.work,
    settings: readSettings(repository.env(who)),
    version: '0',
    interactive: false,
  });
}
