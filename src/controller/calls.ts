import type { JournalEvent } from '../domain/journal-events.ts';
import { redact } from '../errors/redact.ts';
import type { Deployer, Job, Launch } from '../ports/deployer.ts';
import { type Answer, noteAnswer, reachOf } from '../reconcile/answers.ts';
import type { AttemptFacts } from '../reconcile/attempt.ts';
import { afterCall, type DeployerNote, type Desk, type Note, newDeployerNote } from '../reconcile/desk.ts';
import type { Effect } from '../reconcile/effect.ts';
import { nextPoll } from '../reconcile/plan-job.ts';
import type { Item, Manners } from '../reconcile/snapshot.ts';
import type { ControllerDeps } from './controller-deps.ts';

/** What calls are made with in one pass. */
export interface Hands {
  open(name: string): Promise<Deployer>;
  manners: Manners;
  /** What is to be launched; the words say why nothing may be. */
  job(item: Item, attempt: AttemptFacts): Promise<Job | string>;
}

export type Call = Exclude<Effect, { effect: 'write' }>;

/** Calls deployers, and keeps on the desk what they said. Never throws: what goes wrong is an answer too. */
export class Calls {
  readonly #deps: Pick<ControllerDeps, 'clock' | 'waker' | 'journal'>;
  readonly #attempts = new Map<string, Note>();
  readonly #deployers = new Map<string, DeployerNote>();
  readonly #underWay = new Set<Promise<void>>();
  #current: ReadonlySet<string> = new Set();

  constructor(deps: Pick<ControllerDeps, 'clock' | 'waker' | 'journal'>) {
    this.#deps = deps;
  }

  get desk(): Desk {
    return { attempts: this.#attempts, deployers: this.#deployers };
  }

  get underWay(): number {
    return this.#underWay.size;
  }

  /** The attempt was claimed by this very process: it may be launched without looking for it. */
  claimed(attempt: string, lease: string): void {
    this.#attempts.set(attempt, { mine: true, holding: lease });
  }

  /** This process prolonged what it held, and nobody can have held it between: what is known of it stays true. */
  prolonged(attempt: string, before: string, lease: string): void {
    const note = this.#attempts.get(attempt);
    if (note?.holding === before) this.#attempts.set(attempt, { ...note, holding: lease });
  }

  /** The attempts that are under way, by whomever. What is known of those that are over is of no use any more. */
  keepOnly(attempts: ReadonlySet<string>): void {
    this.#current = attempts;
    for (const attempt of this.#attempts.keys()) if (!attempts.has(attempt)) this.#attempts.delete(attempt);
  }

  /**
   * Somebody says that there is news of an attempt: it is polled at once, by whomever it was launched. Nothing else is
   * believed. False where nothing of the kind is under way.
   */
  hint(attempt: string): boolean {
    const note = this.#attempts.get(attempt);
    if (note?.launch?.kind === 'unsure' || (note === undefined && !this.#current.has(attempt))) return false;
    this.#attempts.set(attempt, { ...note, notBefore: 0 });
    this.#deps.waker.call();
    return true;
  }

  start(call: Call, hands: Hands): void {
    const { clock } = this.#deps;
    const name = call.deployer;
    const note = this.#deployers.get(name) ?? newDeployerNote;
    const busy = call.effect === 'probe' ? { busy: true as const } : {};
    this.#deployers.set(name, { ...note, ...busy, lastCallAt: clock.milliseconds() });
    if (call.effect !== 'probe') {
      const { attempt, lease } = call.attempt;
      this.#note(attempt, (known) => ({ ...under(known, lease), busy: true }));
    }
    const done = this.#make(call, hands).finally(() => {
      this.#underWay.delete(done);
      this.#deps.waker.call();
    });
    this.#underWay.add(done);
  }

  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #make(call: Call, hands: Hands): Promise<void> {
    if (call.effect === 'probe') return this.#probe(call.deployer, hands);
    const { clock } = this.#deps;
    const { attempt, item } = call;
    const began = clock.milliseconds();
    const answer = await ask(call, hands, () => pollAgain(call, hands.manners, clock.milliseconds()));
    const now = clock.milliseconds();
    this.#note(attempt.attempt, (note) => noteAnswer(note, answer, now, clock.chance()));
    const back = this.#reached(call.deployer, answer.answer, now);
    if (back) this.#deps.journal({ level: 'info', event: 'deployer-back', message: `${call.deployer} answers again` });
    this.#tell(item, attempt.attempt, answer, now - began);
  }

  async #probe(name: string, { open }: Hands): Promise<void> {
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
    const event: JournalEvent = `deployer-${readiness.kind}`;
    journal({ level: 'warn', event, message: `${name}: ${readiness.reason}` });
  }

  /** True where it had been away. Whether it is ready, and not just there, is asked when it matters. */
  #reached(name: string, answer: Parameters<typeof reachOf>[0], now: number): boolean {
    const note = this.#deployers.get(name) ?? newDeployerNote;
    const reach = reachOf(answer);
    const { readiness, ...after } = afterCall(note, reach, now, this.#deps.clock.chance());
    const back = reach.reached && readiness?.kind === 'unreachable';
    const known = answer.kind === 'unreachable' ? answer : back ? undefined : readiness;
    this.#deployers.set(name, known === undefined ? after : { ...after, readiness: known });
    return back;
  }

  #note(attempt: string, change: (note: Note) => Note): void {
    this.#attempts.set(attempt, change(this.#attempts.get(attempt) ?? {}));
  }

  #tell(item: Item, attempt: string, told: Answer, milliseconds: number): void {
    const event = eventOf(told);
    if (event === undefined) return;
    const { to, answer } = told;
    const detail = 'reason' in answer ? `: ${answer.reason}` : 'error' in answer ? `: ${answer.error}` : '';
    const level = detail === '' ? 'info' : 'warn';
    const message = `${to} of ${attempt}: ${answer.kind}${detail}`;
    this.#deps.journal({ level, event, message, record: item.id, attempt, milliseconds });
  }
}

/** undefined: nobody has to hear of it. */
function eventOf(told: Answer): JournalEvent | undefined {
  switch (told.to) {
    case 'launch':
      return `launch-${told.answer.kind}`;
    case 'find':
      return `find-${told.answer.kind}`;
    case 'poll':
      return told.answer.kind === 'running' || told.answer.kind === 'elsewhere'
        ? undefined
        : `poll-${told.answer.kind}`;
    case 'cancel':
      return `cancel-${told.answer.kind}`;
  }
}

/** What was found out under another lease is not carried on. */
function under(note: Note, lease: string): Note {
  if (note.holding === lease) return note;
  const { mine: _mine, launch: _launch, found: _found, ...rest } = note;
  return { ...rest, holding: lease };
}

function pollAgain({ attempt }: Exclude<Call, { effect: 'probe' }>, manners: Manners, now: number): number {
  const mine = attempt.controller === manners.controller && attempt.instance === manners.instance;
  return nextPoll(mine, Date.parse(attempt.launchedAt ?? attempt.claimedAt), manners.leaseMs, now);
}

async function ask(
  call: Exclude<Call, { effect: 'probe' }>,
  { open, job }: Hands,
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
        return { to: 'launch', answer: await launch(deployer, () => job(call.item, attempt)) };
      case 'find':
        return { to: 'find', answer: await deployer.find({ ...attempt, lease: call.silentAt }) };
      case 'poll':
        return { to: 'poll', answer: await deployer.poll(call.jobId, attempt), again: again() };
      case 'cancel':
        return { to: 'cancel', answer: await deployer.cancel(call.jobId, attempt) };
    }
  } catch (error) {
    return unanswered(call.effect, words(error));
  }
}

/** Nothing is called before the files of the job were found to be what they have to be. */
async function launch(deployer: Deployer, open: () => Promise<Job | string>): Promise<Launch> {
  let job: Job | string;
  try {
    job = await open();
  } catch (error) {
    return { kind: 'refused', error: words(error), retry: true };
  }
  return typeof job === 'string' ? { kind: 'refused', error: job, retry: false } : deployer.launch(job);
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
