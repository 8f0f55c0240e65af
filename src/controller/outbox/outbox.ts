import { RgzError } from '../../errors/rgz-error.ts';
import type { ChannelSettings } from '../../ports/channel.ts';
import type { Oid } from '../../ports/git.ts';
import type { Journal } from '../../ports/journal.ts';
import { delayAfter } from '../../reconcile/back-off.ts';
import type { Pass } from '../controller.ts';
import { ChannelLine } from './channel-line.ts';
import { ChannelPlace } from './channel-place.ts';
import { OpenChannelOnce } from './open-channel-once.ts';
import type { OutboxDeps } from './outbox-deps.ts';
import { type Script, scriptAt } from './speech.ts';

interface Running {
  name: string;
  line: ChannelLine;
  channel: OpenChannelOnce;
  nextAt: number;
  failures: number;
  /** A turn is under way. */
  turn: Promise<void> | undefined;
  /** There was a newer tip while it was. */
  again: boolean;
  /** The configuration does not have it any more: nothing else goes over it. */
  gone: boolean;
}

/** A channel that only this process has: nobody else goes on where it ends. */
const ownPlace: ReadonlySet<ChannelSettings['type']> = new Set(['console']);

/** Tells the world what happened, beside the passes of a controller: no pass ever waits for it, and no channel for another. */
export class Outbox {
  readonly #deps: OutboxDeps;
  readonly #self: { controller: string; instance: string };
  readonly #running = new Map<string, Running>();
  readonly #scripts = new Map<string, Script>();
  #sight: { tip: Oid; except: ReadonlySet<string> } | undefined;
  /** Why nobody may be told anything now: what says whom to tell was changed against the rules. */
  #held: string | undefined;
  #following: Promise<void> = Promise.resolve();
  #closing: Promise<unknown> = Promise.resolve();
  #draining = false;
  #deadline = Number.POSITIVE_INFINITY;
  #faults = '';

  constructor(deps: OutboxDeps, controller: string) {
    this.#deps = deps;
    this.#self = { controller, instance: deps.state.instance };
  }

  /** When a channel has something to do by itself. Milliseconds. */
  get nextAt(): number {
    if (this.#held !== undefined) return Number.POSITIVE_INFINITY;
    return Math.min(
      Number.POSITIVE_INFINITY,
      ...[...this.#running.values()].map(({ turn, nextAt }) => (turn ? Number.POSITIVE_INFINITY : nextAt)),
    );
  }

  /** Starts what is due after a pass, and returns at once. */
  visit({ tip, admitted }: Pick<Pass, 'tip' | 'admitted'>): void {
    const { lineHeld } = admitted;
    if (lineHeld !== undefined && lineHeld !== this.#held)
      this.#deps.journal({ level: 'warn', event: 'notify-held', message: `nobody is told anything: ${lineHeld}` });
    this.#held = lineHeld;
    if (lineHeld !== undefined) return;
    const news = this.#sight?.tip !== tip;
    this.#sight = { tip, except: new Set(admitted.quarantined.map(([path]) => path)) };
    if (news) this.#followSoon();
    else for (const running of this.#running.values()) this.#start(running, false);
  }

  /**
   * Tells everything that can be told before a moment, however young it is; what is under way then is finished, and the
   * rest left to the next controller. Channels that are away are left alone.
   */
  async drain(until: number): Promise<void> {
    this.#draining = true;
    this.#deadline = until;
    await this.settled();
    this.#followSoon();
    await this.settled();
  }

  /** Nothing is under way any more. */
  async settled(): Promise<void> {
    for (;;) {
      await this.#following;
      const turns = [...this.#running.values()].flatMap(({ turn }) => turn ?? []);
      if (turns.length === 0) return;
      await Promise.all(turns);
    }
  }

  /** Ends after the message that is under way. */
  async close(): Promise<void> {
    this.#deadline = Number.NEGATIVE_INFINITY;
    await this.settled();
    const sight = this.#sight;
    await Promise.all([this.#closing, ...[...this.#running.values()].map(({ channel }) => channel.close())]);
    if (sight === undefined || this.#held !== undefined) return;
    for (const { line, name } of this.#running.values())
      await line.rest(sight.tip).catch((error) => this.#failed(name, error));
  }

  #followSoon(): void {
    const next = this.#following.then(() => this.#follow());
    this.#following = next.catch((error) => this.#failed('notifications', error));
  }

  /** Brings the channels to what the tip configures, and waits for none of them. */
  async #follow(): Promise<void> {
    const sight = this.#sight;
    if (sight === undefined || this.#held !== undefined) return;
    const script = await this.#script(sight.tip);
    this.#tellFaults(script);
    const wanted = new Map([...script.channels].map(([name, { type }]) => [keyOf(name, type), { name, type }]));
    for (const [key, running] of this.#running) {
      running.gone = !wanted.has(key);
      if (running.gone && running.turn === undefined) this.#end(running);
    }
    for (const [key, { name, type }] of wanted) {
      const running = this.#running.get(key) ?? this.#new(name, type);
      this.#running.set(key, running);
      this.#start(running, true);
    }
  }

  #new(name: string, type: ChannelSettings['type']): Running {
    const own = ownPlace.has(type);
    const deps = own ? { ...this.#deps, journal: withoutCounts(this.#deps.journal) } : this.#deps;
    const place = new ChannelPlace(deps, own ? this.#deps.state.places : this.#deps.git.shared, name, this.#self);
    const channel = new OpenChannelOnce(this.#deps.openChannel, name);
    const line = new ChannelLine(deps, name, place, channel);
    return { name, line, channel, nextAt: 0, failures: 0, turn: undefined, again: false, gone: false };
  }

  #end(running: Running): void {
    for (const [key, each] of this.#running) if (each === running) this.#running.delete(key);
    this.#closing = Promise.all([this.#closing, running.channel.close()]);
  }

  /** Nothing more is to be sent over it now. */
  #stops({ gone }: Running): boolean {
    const { clock, waker } = this.#deps;
    return gone || waker.stopping || this.#held !== undefined || clock.milliseconds() >= this.#deadline;
  }

  #start(running: Running, news: boolean): void {
    const { clock, waker } = this.#deps;
    if (running.turn !== undefined) {
      running.again ||= news;
      return;
    }
    if (this.#stops(running) || (!news && clock.milliseconds() < running.nextAt)) return;
    running.again = false;
    running.turn = this.#turn(running).finally(() => {
      running.turn = undefined;
      if (running.gone) this.#end(running);
      else this.#start(running, running.again);
      if (running.turn === undefined) waker.call();
    });
  }

  /** Does one thing by the newest sight. */
  async #turn(running: Running): Promise<void> {
    const sight = this.#sight;
    if (sight === undefined) return;
    try {
      running.nextAt = await running.line.turn({
        ...sight,
        scriptAt: (commit: Oid) => this.#script(commit),
        draining: this.#draining,
        stopping: () => this.#stops(running),
      });
      if (!Number.isFinite(running.nextAt)) running.nextAt = Number.POSITIVE_INFINITY;
      running.failures = 0;
    } catch (error) {
      running.failures += 1;
      running.nextAt = this.#deps.clock.milliseconds() + delayAfter(running.failures, this.#deps.clock.chance());
      this.#failed(running.name, error);
    }
  }

  /** Read once for all commits that have the same policy, configuration and texts. */
  async #script(commit: Oid): Promise<Script> {
    const { git } = this.#deps;
    const [settings, texts] = await Promise.all([git.find(commit, '.rgz'), git.find(commit, 'templates/messages')]);
    const key = `${settings?.oid} ${texts?.oid}`;
    const known = this.#scripts.get(key);
    if (known !== undefined) return known;
    const script = await scriptAt(this.#deps, commit);
    if (this.#scripts.size > 8) this.#scripts.clear();
    this.#scripts.set(key, script);
    return script;
  }

  #tellFaults({ faults }: Script): void {
    const told = faults.join('; ');
    if (told !== this.#faults && told !== '')
      this.#deps.journal({ level: 'warn', event: 'notify-texts', message: told });
    this.#faults = told;
  }

  /** Whatever goes wrong here is told, and tried again: what was approved is carried out all the same. */
  #failed(what: string, error: unknown): void {
    const code = error instanceof RgzError ? { code: error.code } : {};
    const message = `${what}: ${error instanceof Error ? error.message : String(error)}`;
    this.#deps.journal({ level: 'error', event: 'notify-failed', message, ...code });
  }
}

/** A channel that gets another kind of place is another channel. */
function keyOf(name: string, type: ChannelSettings['type']): string {
  return `${ownPlace.has(type) ? 'here' : 'shared'} ${name}`;
}

/** What tells the journal itself need not be counted there too. */
function withoutCounts(journal: Journal): Journal {
  return (entry) => {
    if (entry.event !== 'notify-delivered') journal(entry);
  };
}
