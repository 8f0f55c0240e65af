import { RgzError } from '../errors/rgz-error.ts';
import type { Controller, Pass } from './controller.ts';
import type { ControllerDeps } from './controller-deps.ts';
import { isIdle } from './is-idle.ts';
import { type Nudged, Nudges } from './nudges.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { RemoteNews } from './remote-news.ts';

export interface RunOptions {
  /** `once`: what can be done now. `idle`: until nothing is due or under way. `stopped`: until told to stop. */
  until: 'once' | 'idle' | 'stopped';
  timeoutMs?: number;
  /** Hears of every pass. */
  visit?(pass: Pass): void;
}

export interface Ran {
  written: number;
  last: Pass;
}

const longestWaitMs = 60_000;

/** Passes, with waits between them that end early when something moves. */
export async function runController(
  deps: ControllerDeps,
  controller: Controller,
  news: RemoteNews,
  outbox: Outbox,
  options: RunOptions,
): Promise<Ran> {
  const { clock, waker } = deps;
  const deadline =
    options.timeoutMs === undefined ? Number.POSITIVE_INFINITY : clock.milliseconds() + options.timeoutMs;
  const nudges = new Nudges(deps);
  let last: Pass | undefined;
  let written = 0;
  for (;;) {
    const pass = await onePass(controller, news);
    if (pass === undefined && options.until === 'once') throw news.trouble;
    if (pass !== undefined) {
      last = pass;
      written += pass.written;
      options.visit?.(pass);
      outbox.visit(pass);
    }
    if (waker.stopping) break;
    if (pass?.again) continue;
    // What a call answers from here on is part of another pass.
    const quiet = controller.underWay === 0;
    const nudged = pass && (await nudge(nudges, news, pass));
    written += nudged?.written ?? 0;
    if (nudged !== undefined) continue;
    if (pass !== undefined && quiet && (options.until === 'once' || (options.until === 'idle' && isIdle(pass)))) {
      await outbox.drain(deadline);
      return { written, last: pass };
    }
    const now = clock.milliseconds();
    if (now >= deadline) throw timedOut(last, news);
    const wakeAt = Math.min(pass?.plan.wakeAt ?? Number.POSITIVE_INFINITY, news.nextAt, outbox.nextAt, deadline);
    await waker.wait(Math.min(Math.max(wakeAt - now, 1), longestWaitMs));
    if (clock.milliseconds() >= deadline && controller.calls.underWay > 0) await controller.calls.settled();
  }
  await controller.calls.settled();
  last = (await onePass(controller, news)) ?? last;
  if (last === undefined) throw new RgzError('interrupted', 'stopped before the repository could be read');
  return { written: written + last.written, last };
}

async function onePass(controller: Controller, news: RemoteNews): Promise<Pass | undefined> {
  if (!(await news.refresh())) return undefined;
  try {
    const pass = await controller.pass(news.fresh);
    news.passed(pass);
    return pass;
  } catch (error) {
    news.failed(error);
    return undefined;
  }
}

/** An outage is waited out like one of a pass. */
async function nudge(nudges: Nudges, news: RemoteNews, pass: Pass): Promise<Nudged | undefined> {
  try {
    const nudged = await nudges.visit(pass);
    if (nudged?.lost) news.expect();
    return nudged;
  } catch (error) {
    news.failed(error);
    return undefined;
  }
}

function timedOut(last: Pass | undefined, news: RemoteNews): RgzError {
  const under = last?.snapshot.items.filter(({ state, work }) => state === work.doing).map(({ id }) => id) ?? [];
  const what = under.length > 0 ? `${under.slice(0, 5).join(', ')} under way` : 'something still due';
  return new RgzError('controller.timeout', `the time is up with ${what}`, {
    remedy: ['rgz controller status', 'rgz controller run goes on where this one ended'],
    explanations: news.trouble === undefined ? [] : [{ rule: news.trouble.code, message: news.trouble.message }],
  });
}
