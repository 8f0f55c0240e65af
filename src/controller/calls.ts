import type { Job } from '../domain/deployment.ts';
import type { JsonObject } from '../domain/json.ts';
import { redact } from '../errors/redact.ts';
import type { Deployer } from '../ports/deployer.ts';
import { type Answer, noteAnswer, reachOf } from '../reconcile/answers.ts';
import { afterCall, type DeployerNote, type Desk, type Note, newDeployerNote } from '../reconcile/desk.ts';
import type { Effect } from '../reconcile/effect.ts';
import { nextPoll } from '../reconcile/plan-job.ts';
import type { Item, Manners } from '../reconcile/snapshot.ts';
import type { ControllerDeps } from './controller-deps.ts';

export type Call = Exclude<Effect, { effect: 'write' }>;

/** Calls deployers, and keeps on the desk what they said. Never throws: what goes wrong is an answer too. */
export class Calls {
  readonly #deps: ControllerDeps;
  readonly #manners: Manners;
  readonly #attempts = new Map<string, Note>();
  readonly #deployers = new Map<string, DeployerNote>();
  readonly #underWay = new Set<Promise<void>>();

  constructor(deps: ControllerDeps, manners: Manners) {
    this.#deps = deps;
    this.#manners = manners;
  }

  get desk(): Desk {
    return { attempts: this.#attempts, deployers: this.#deployers };
  }

  get underWay(): number {
    return this.#underWay.size;
  }

  /** The attempt was claimed by this very process: it may be launched without looking for it. */
  claimed(attempt: string): void {
    this.#attempts.set(attempt, { mine: true });
  }

  /** What is known of attempts that are over is of no use any more. */
  keepOnly(attempts: ReadonlySet<string>): void {
    for (const attempt of this.#attempts.keys()) if (!attempts.has(attempt)) this.#attempts.delete(attempt);
  }

  /** Somebody says that there is news of an attempt: it is polled at once. Nothing else is believed. */
  hint(attempt: string): void {
    const note = this.#attempts.get(attempt);
    if (note === undefined || note.launch?.kind === 'unsure') return;
    this.#attempts.set(attempt, { ...note, notBefore: 0 });
    this.#deps.waker.call();
  }

  start(call: Call, open: (name: string) => Promise<Deployer>): void {
    const { clock } = this.#deps;
    const name = call.deployer;
    const note = this.#deployers.get(name) ?? newDeployerNote;
    const busy = call.effect === 'probe' ? { busy: true as const } : {};
    this.#deployers.set(name, { ...note, ...busy, lastCallAt: clock.milliseconds() });
    if (call.effect !== 'probe') this.#note(call.attempt.attempt, (known) => ({ ...known, busy: true }));
    const done = this.#make(call, open).finally(() => {
      this.#underWay.delete(done);
      this.#deps.waker.call();
    });
    this.#underWay.add(done);
  }

  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #make(call: Call, open: (name: string) => Promise<Deployer>): Promise<void> {
    if (call.effect === 'probe') return this.#probe(call.deployer, open);
    const { clock } = this.#deps;
    const { attempt, item } = call;
    const began = clock.milliseconds();
    const answer = await ask(call, open, () => this.#again(call, clock.milliseconds()));
    const now = clock.milliseconds();
    this.#note(attempt.attempt, (note) => noteAnswer(note, answer, now, clock.chance()));
    this.#reached(call.deployer, answer.answer, now);
    const quiet = answer.answer.kind === 'running';
    if (!quiet) this.#tell(call.effect, item, attempt.attempt, answer, now - began);
  }

  async #probe(name: string, open: (name: string) => Promise<Deployer>): Promise<void> {
    const { clock, journal } = this.#deps;
    const readiness = await open(name)
      .then((deployer) => deployer.ready())
      .catch((error) => ({ kind: 'broken' as const, reason: words(error), remedy: 'mend .rgz/config.yaml' }));
    const now = clock.milliseconds();
    const before = this.#deployers.get(name);
    this.#reached(name, readiness, now);
    const note = this.#deployers.get(name) ?? newDeployerNote;
    this.#deployers.set(name, { ...note, readiness, checkedAt: now });
    if (readiness.kind === 'ready') {
      if (before?.readiness !== undefined && before.readiness.kind !== 'ready')
        journal({ level: 'info', event: 'deployer-back', message: `${name} is ready again` });
      return;
    }
    journal({ level: 'warn', event: `deployer-${readiness.kind}`, message: `${name}: ${readiness.reason}` });
  }

  #reached(name: string, answer: Parameters<typeof reachOf>[0], now: number): void {
    const note = this.#deployers.get(name) ?? newDeployerNote;
    const { chance } = this.#deps.clock;
    const after = afterCall(note, reachOf(answer), now, chance());
    const lost = answer.kind === 'unreachable' ? { readiness: answer } : {};
    this.#deployers.set(name, { ...after, ...lost });
  }

  #again(call: Call, now: number): number {
    if (call.effect === 'probe') return now;
    const { attempt } = call;
    const mine = attempt.controller === this.#manners.controller && attempt.instance === this.#manners.instance;
    return nextPoll(mine, Date.parse(attempt.launchedAt ?? attempt.claimedAt), this.#manners.leaseMs, now);
  }

  #note(attempt: string, change: (note: Note) => Note): void {
    this.#attempts.set(attempt, change(this.#attempts.get(attempt) ?? {}));
  }

  #tell(asked: string, item: Item, attempt: string, { answer }: Answer, milliseconds: number): void {
    const detail = 'reason' in answer ? `: ${answer.reason}` : 'error' in answer ? `: ${answer.error}` : '';
    const level = detail === '' ? 'info' : 'warn';
    const message = `${asked} of ${attempt}: ${answer.kind}${detail}`;
    this.#deps.journal({ level, event: `${asked}-${answer.kind}`, message, record: item.id, attempt, milliseconds });
  }
}

async function ask(
  call: Exclude<Call, { effect: 'probe' }>,
  open: (name: string) => Promise<Deployer>,
  again: () => number,
): Promise<Answer> {
  const { attempt } = call;
  let deployer: Deployer;
  try {
    deployer = await open(call.deployer);
  } catch (error) {
    if (call.effect === 'launch')
      return { to: 'launch', answer: { kind: 'refused', error: words(error), retry: true } };
    return unanswered(call.effect, words(error));
  }
  try {
    switch (call.effect) {
      case 'launch':
        return { to: 'launch', answer: await deployer.launch(jobOf(call.item, attempt.attempt)) };
      case 'find':
        return { to: 'find', answer: await deployer.find(attempt) };
      case 'poll':
        return { to: 'poll', answer: await deployer.poll(call.jobId), again: again() };
      case 'cancel':
        return { to: 'cancel', answer: await deployer.cancel(call.jobId) };
    }
  } catch (error) {
    return unanswered(call.effect, words(error));
  }
}

/** A deployer that throws broke its promise: whatever it was asked to start may have been started. */
function unanswered(effect: 'launch' | 'find' | 'poll' | 'cancel', reason: string): Answer {
  if (effect === 'launch' || effect === 'find')
    return { to: effect, answer: { kind: 'unsure', reason, lookAfter: 150 } };
  if (effect === 'poll') return { to: 'poll', answer: { kind: 'unreachable', reason }, again: 0 };
  return { to: 'cancel', answer: { kind: 'unreachable', reason } };
}

function words(error: unknown): string {
  return redact(error instanceof Error ? error.message : String(error));
}

function jobOf({ id, kind, work, record }: Item, attempt: string): Job {
  const { tenant, environment } = kind.scope(record);
  const data = record as unknown as JsonObject;
  return { attempt, request: id, tenant, environment, target: work.target(record), record: data };
}
