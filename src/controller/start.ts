import { RgzError } from '../errors/rgz-error.ts';
import { heardNote } from '../operations/explain-turn.ts';
import type { Beat } from '../ports/controller-state.ts';
import type { JournalEntry } from '../ports/journal.ts';
import type { Self } from '../reconcile/snapshot.ts';
import { beatOf } from './beat.ts';
import { Controller, type Pass } from './controller.ts';
import type { ControllerDeps } from './controller-deps.ts';
import { Outbox } from './outbox/outbox.ts';
import { RemoteNews } from './remote-news.ts';
import { type Outlook, outlookOf } from './report.ts';
import { type RunOptions, runController } from './run-controller.ts';

export type { Outlook, WorkingRecord } from './report.ts';

export interface StartOptions extends RunOptions {
  name: string;
  /** How often the remote is asked for news, in milliseconds. */
  pollMs: number;
  shard?: readonly [number, number];
}

/** A controller that runs, for whoever serves beside it. */
export interface Running {
  controller: Controller;
  news: RemoteNews;
  latest(): Pass | undefined;
}

export interface Started extends Outlook {
  controller: string;
  written: number;
}

const unwritable: JournalEntry = {
  level: 'warn',
  event: 'state-unwritable',
  message:
    'rgz/controller in the Git folder cannot be written: nobody sees there how this controller is doing, and the next one verifies every commit again and knows none of its commands',
};

/** How many claims may wait for their launch. */
const claims = 32;

/** Runs a controller until its options say that it is over. Throws `controller.running` where the name is taken here. */
export async function startController(
  deps: ControllerDeps,
  options: StartOptions,
  serve: (running: Running) => Promise<void> = async () => undefined,
): Promise<Started> {
  if (!(await deps.state.lock())) {
    throw new RgzError('controller.running', `a controller named ${options.name} runs on this clone already`, {
      remedy: ['rgz controller status', 'give this one another name: rgz controller run --name <name>'],
    });
  }
  const self = selfOf(deps, options);
  const controller = new Controller(deps, self);
  const news = new RemoteNews(deps, options.pollMs);
  const outbox = new Outbox(deps, options.name);
  let latest: Pass | undefined;
  let keeps = true;
  try {
    await serve({ controller, news, latest: () => latest });
    const { written, last } = await runController(deps, controller, news, outbox, {
      ...options,
      visit: (pass) => {
        latest = pass;
        const kept = deps.state.beat(beatOf(self, pass, controller, news, deps.clock.milliseconds()));
        if (keeps && !kept) deps.journal(unwritable);
        keeps = kept;
        options.visit?.(pass);
      },
    });
    return { controller: options.name, written, ...outlookOf(last) };
  } finally {
    await Promise.all([controller.close(), outbox.close()]);
    deps.state.unlock();
  }
}

/** What a pass would do now, by a controller of this name; `beats` are of those that are alive here. Does nothing. */
export async function planController(
  deps: ControllerDeps,
  options: Pick<StartOptions, 'name' | 'shard'>,
  beats: readonly Beat[],
): Promise<Outlook> {
  const controller = new Controller(deps, selfOf(deps, options));
  try {
    return outlookOf(await controller.look((deployer) => heardNote(beats, deployer)));
  } finally {
    await controller.close();
  }
}

function selfOf({ state, clock }: ControllerDeps, { name, shard }: Pick<StartOptions, 'name' | 'shard'>): Self {
  return { controller: name, instance: state.instance, startedAt: clock.milliseconds(), shard, claims };
}
