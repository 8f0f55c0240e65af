import { RgzError } from '../../errors/rgz-error.ts';
import type { Channel, ChannelSettings } from '../../ports/channel.ts';
import type { Oid } from '../../ports/git.ts';
import type { Journal } from '../../ports/journal.ts';
import { delayAfter } from '../../reconcile/back-off.ts';
import type { Pass } from '../controller.ts';
import { ChannelLine } from './channel-line.ts';
import { ChannelPlace } from './channel-place.ts';
import { MemoryTexts } from './memory-texts.ts';
import type { OutboxDeps } from './outbox-deps.ts';
import { type Script, scriptAt } from './speech.ts';

interface Running {
  line: ChannelLine;
  settings: string;
  channel: Promise<Channel> | undefined;
  nextAt: number;
  failures: number;
  /** A turn is under way. */
  turn: Promise<void> | undefined;
  /** There was a newer tip while it was. */
  again: boolean;
}

/** A channel that only this process has: nobody else goes on where it ends. */
const ownPlace: ReadonlySet<ChannelSettings['type']> = new Set(['console']);

/** Tells the world what happened, beside the passes of a controller: no pass ever waits for it. */
export class Outbox {
  readonly #deps: OutboxDeps;
  readonly #self: { controller: string; instance: string };
  readonly #running = new Map<string, Running>();
  readonly #memory = new MemoryTexts();
  readonly #scripts = new Map<string, Script>();
  #sight: { tip: Oid; except: ReadonlySet<string> } | undefined;
  #following: Promise<void> = Promise.resolve();
  #draining = false;
  #faults = '';

  constructor(deps: OutboxDeps, controller: string) {
    this.#deps = deps;
    this.#self = { controller, instance: deps.state.instance };
  }

  /** When a channel has something to do by itself. Milliseconds. */
  get nextAt(): number {
    return Math.min(
      Number.POSITIVE_INFINITY,
      ...[...this.#running.values()].map(({ turn, nextAt }) => (turn ? Number.POSITIVE_INFINITY : nextAt)),
    );
  }

  /** Starts what is due after a pass, and returns at once. */
  visit({ tip, admitted }: Pick<Pass, 'tip' | 'admitted'>): void {
    const news = this.#sight?.tip !== tip;
    this.#sight = { tip, except: new Set(admitted.quarantined.map(([path]) => path)) };
    if (news) this.#followSoon();
    else for (const running of this.#running.values()) this.#start(running, false);
  }

  /** Tells everything that can be told now, however young it is. Channels that are away are left alone. */
  async drain(): Promise<void> {
    this.#draining = true;
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

  async close(): Promise<void> {
    await this.settled();
    const open = [...this.#running.values()].map(({ channel }) => channel?.then((each) => each.close()));
    await Promise.allSettled(open);
  }

  #followSoon(): void {
    const next = this.#following.then(() => this.#follow());
    this.#following = next.catch((error) => this.#failed('notifications', error));
  }

  /** Brings the channels to what the tip configures. */
  async #follow(): Promise<void> {
    const sight = this.#sight;
    if (sight === undefined) return;
    const script = await this.#script(sight.tip);
    this.#tellFaults(script);
    for (const [name, running] of this.#running) {
      if (!script.channels.has(name)) {
        this.#running.delete(name);
        await running.turn;
        await running.channel?.then((each) => each.close()).catch(() => undefined);
      }
    }
    for (const [name, settings] of script.channels) {
      const running = this.#running.get(name) ?? this.#new(name, settings);
      const text = JSON.stringify([settings, [...script.looks]]);
      if (running.settings !== text) {
        const old = running.channel;
        await running.turn;
        running.channel = undefined;
        running.settings = text;
        running.nextAt = 0;
        await old?.then((each) => each.close()).catch(() => undefined);
      }
      this.#start(running, true);
    }
  }

  #new(name: string, { type }: ChannelSettings): Running {
    const own = ownPlace.has(type);
    const deps = own ? { ...this.#deps, journal: withoutCounts(this.#deps.journal) } : this.#deps;
    const shared = own ? this.#memory : this.#deps.git.shared;
    const place = new ChannelPlace(deps, shared, name, this.#self);
    const line = new ChannelLine(deps, name, place, () => this.#channel(name));
    const running: Running = {
      line,
      settings: '',
      channel: undefined,
      nextAt: 0,
      failures: 0,
      turn: undefined,
      again: false,
    };
    this.#running.set(name, running);
    return running;
  }

  async #channel(name: string): Promise<Channel> {
    const running = this.#running.get(name);
    const script = await this.#script(this.#sight?.tip ?? '');
    const settings = script.channels.get(name);
    if (running === undefined || settings === undefined)
      throw new RgzError('config.invalid', `there is no channel ${name} any more`);
    running.channel ??= this.#deps.openChannel(name, settings, script.looks);
    running.channel.catch(() => {
      running.channel = undefined;
    });
    return running.channel;
  }

  #start(running: Running, news: boolean): void {
    const { clock, waker } = this.#deps;
    if (running.turn !== undefined) {
      running.again ||= news;
      return;
    }
    if (waker.stopping || (!news && clock.milliseconds() < running.nextAt)) return;
    running.turn = this.#turn(running).finally(() => {
      running.turn = undefined;
      waker.call();
      if (running.again && !waker.stopping) {
        running.again = false;
        this.#start(running, true);
      }
    });
  }

  async #turn(running: Running): Promise<void> {
    const sight = this.#sight;
    if (sight === undefined) return;
    try {
      const view = { ...sight, scriptAt: (commit: Oid) => this.#script(commit), draining: this.#draining };
      running.nextAt = await running.line.turn(view);
      running.failures = 0;
    } catch (error) {
      running.failures += 1;
      running.nextAt = this.#deps.clock.milliseconds() + delayAfter(running.failures, this.#deps.clock.chance());
      this.#failed(running.line.name, error);
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

/** What tells the journal itself need not be counted there too. */
function withoutCounts(journal: Journal): Journal {
  return (entry) => {
    if (entry.event !== 'notify-delivered') journal(entry);
  };
}
