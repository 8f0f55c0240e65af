import type { Beat } from '../ports/controller-state.ts';
import type { Self } from '../reconcile/snapshot.ts';
import type { Controller, Pass } from './controller.ts';
import type { RemoteNews } from './remote-news.ts';

/** How a controller is doing after a pass. */
export function beatOf(self: Self, pass: Pass, controller: Controller, news: RemoteNews, now: number): Beat {
  const deployers = [...controller.calls.desk.deployers].map(([name, { readiness, notBefore }]) => ({
    name,
    state: readiness?.kind ?? 'not asked',
    ...(readiness === undefined || readiness.kind === 'ready' ? {} : { reason: readiness.reason }),
    ...(readiness?.kind === 'broken' ? { remedy: readiness.remedy } : {}),
    ...(notBefore > now ? { nextCallAt: notBefore } : {}),
  }));
  return {
    controller: self.controller,
    at: now,
    startedAt: self.startedAt,
    tip: pass.tip,
    trouble: news.trouble?.message,
    deployers,
  };
}
