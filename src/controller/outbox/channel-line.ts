import { RgzError } from '../../errors/rgz-error.ts';
import { isStillTheirs, type Line } from '../../notices/address.ts';
import { advanced, type Batch, type Cursor, type Late, withVoid } from '../../notices/cursor.ts';
import { inTrouble, type Job, putOff } from '../../notices/settle.ts';
import { refuseUnknown } from '../../operations/notify-cursor.ts';
import type { Channel } from '../../ports/channel.ts';
import type { Oid } from '../../ports/git.ts';
import type { JournalEntry } from '../../ports/journal.ts';
import type { ChannelPlace } from './channel-place.ts';
import { Foreign } from './foreign.ts';
import { batchJobs, type Gathered, gatherDrafts, lateJobs, withoutVoidCodes } from './make-jobs.ts';
import { giveUpMs, type Manners, mannersOf } from './manners.ts';
import type { OpenChannelOnce } from './open-channel-once.ts';
import type { OutboxDeps } from './outbox-deps.ts';
import { Pace } from './pace.ts';
import { quietUntil } from './quiet-until.ts';
import { type Sent, sendJobs } from './send-jobs.ts';
import type { Script } from './speech.ts';
import { withCodes } from './with-codes.ts';

/** What a controller sees when it tells of things. */
export interface Sight {
  tip: Oid;
  /** Records of which nothing is told: a commit broke a rule on them. */
  except: ReadonlySet<string>;
  scriptAt(commit: Oid): Promise<Script>;
  /** Nothing waits for more to come. */
  draining: boolean;
  /** Nothing more is to be sent now. */
  stopping(): boolean;
}

/** So many commits without news for the channel move its place all the same. */
const farBehind = 1_000;
const hourMs = 3_600_000;
const askAgainMs = 5_000;
/** By then everything that another controller saw is fetched here as well. */
const fetchedMs = 60_000;

/**
 * Tells over one channel what happened. Before anything is sent it is noted, where all see it, what will be; afterwards,
 * that it was. Whoever goes on after a crash sends the same messages, and at most those, again.
 */
export class ChannelLine {
  readonly name: string;
  readonly #deps: OutboxDeps;
  readonly #place: ChannelPlace;
  readonly #channel: OpenChannelOnce;
  readonly #pace: Pace;
  readonly #foreign = new Foreign();
  /** From `done` of the place up to here there was nothing to tell, by the policy and settings of then. */
  #clear: { done: Oid; to: Oid; commits: number; by: string } | undefined;
  #unknownSince: number | undefined;
  /** Why it cannot be used from here, as it was told. */
  #broken: string | undefined;
  /** What a batch of this turn was seen to hold when it was cut. */
  #cut: { batch: Batch; drafts: Gathered['drafts'] } | undefined;

  constructor(deps: OutboxDeps, name: string, place: ChannelPlace, channel: OpenChannelOnce) {
    this.#deps = deps;
    this.name = name;
    this.#place = place;
    this.#channel = channel;
    this.#pace = new Pace(deps.clock);
  }

  /** Does one thing that is to be done, and tells when to come again: at once where there may be more. */
  async turn(sight: Sight): Promise<number> {
    const { clock } = this.#deps;
    const manners = await this.#mannersAt(sight.tip, sight);
    if (manners === undefined) return Number.POSITIVE_INFINITY;
    const cursor = await this.#place.see(sight.tip);
    const now = clock.milliseconds();
    if (!(await this.#isKnown(cursor))) return now + askAgainMs;
    if (this.#place.isTaken(cursor)) return Date.parse(cursor.holder?.until ?? '');
    if (this.#place.owesNote) {
      await this.#place.leave(cursor);
      return now;
    }
    const rested = Date.parse(cursor.trouble?.notBefore ?? '');
    if (rested > now) return rested;
    const found = await this.#find(cursor, sight, manners);
    if ('nextAt' in found) return found.nextAt;
    if (sight.stopping()) return now;
    // Another controller may have gone on since: only who looked a moment ago may claim.
    if (!this.#place.isMine(cursor) && !(await this.#isNewest(cursor, sight))) return now;
    if ('done' in found) {
      await this.#place.leave({ ...cursor, done: found.done });
      return now;
    }
    const channel = await this.#open(cursor, manners);
    if (channel === undefined) return now + hourMs;
    const end = await this.#send(channel, found.cursor, sight, manners);
    return clock.milliseconds() + (end === 'stopped' ? hourMs : 0);
  }

  /** Notes what is known to hold nothing to tell, so that nobody tells it later by another policy. */
  async rest(tip: Oid): Promise<void> {
    const clear = this.#clear;
    if (clear === undefined || clear.to === clear.done) return;
    const cursor = await this.#place.see(tip);
    if (cursor.done !== clear.done || cursor.batch !== undefined || this.#place.isTaken(cursor)) return;
    await this.#place.leave({ ...cursor, done: clear.to });
  }

  /** Another controller may have noted a commit that is not fetched here yet. Throws where that goes on. */
  async #isKnown(cursor: Cursor): Promise<boolean> {
    const now = this.#deps.clock.milliseconds();
    try {
      await refuseUnknown(this.#deps, this.name, cursor);
      this.#unknownSince = undefined;
      return true;
    } catch (error) {
      this.#unknownSince ??= now;
      if (now - this.#unknownSince >= fetchedMs) throw error;
      return false;
    }
  }

  async #isNewest(cursor: Cursor, { tip }: Sight): Promise<boolean> {
    await this.#place.look();
    return JSON.stringify(await this.#place.see(tip)) === JSON.stringify(cursor);
  }

  /** The place with what is to be sent now noted in it; how far there is nothing; or when there will be something. */
  async #find(
    cursor: Cursor,
    sight: Sight,
    manners: Manners,
  ): Promise<{ cursor: Cursor } | { done: Oid } | { nextAt: number }> {
    const { clock } = this.#deps;
    const now = clock.milliseconds();
    if (cursor.batch !== undefined || cursor.again !== undefined) return { cursor };
    const dueAt = (late: Late) => this.#foreign.dueAt(late, manners.keyVariable, giveUpMs(manners));
    const due = cursor.late.filter((late) => dueAt(late) <= now);
    if (due.length > 0) {
      const except = exceptIn(due, sight.except);
      return { cursor: { ...cursor, again: { dueAt: new Date(now).toISOString(), by: sight.tip, except } } };
    }
    const lateAt = Math.min(...cursor.late.map(dueAt));
    const gathered = await this.#gather(cursor, sight, manners);
    if (gathered === undefined) return { nextAt: lateAt };
    if ('done' in gathered) return gathered;
    const { telling, traits } = manners;
    const gatherMs = (telling.gatherSeconds ?? traits.gatherSeconds) * 1000;
    const since = Math.min(Date.parse(gathered.drafts[0]?.events[0]?.at ?? ''), now);
    const full = gathered.drafts.length >= traits.batch;
    if (!sight.draining && !full && now < since + gatherMs) return { nextAt: Math.min(since + gatherMs, lateAt) };
    const batch: Batch = { to: gathered.to, by: sight.tip, except: gathered.passed, sent: [] };
    this.#cut = { batch, drafts: gathered.drafts };
    return { cursor: { ...cursor, done: gathered.from, batch } };
  }

  /** undefined: there is nothing to tell. `done`: there is nothing up to there, and it has to be noted. */
  async #gather(
    { done, from }: Cursor,
    { tip, except }: Sight,
    { line, traits, by }: Manners,
  ): Promise<(Gathered & { from: Oid }) | { done: Oid } | undefined> {
    const known = this.#clear?.done === done ? this.#clear : { done, to: done, commits: 0, by };
    // What concerned nobody by the rules of then is not told by those of now.
    if (known.by !== by && known.to !== done) return { done: known.to };
    if (known.to === tip) return undefined;
    const stretch = { base: known.to, head: tip, from, except, enough: traits.batch };
    const gathered = await gatherDrafts(this.#deps, line, stretch);
    if (gathered.drafts.length > 0) return { ...gathered, from: known.to };
    this.#clear = { done, to: tip, commits: known.commits + gathered.commits, by };
    return this.#clear.commits > farBehind ? { done: tip } : undefined;
  }

  /** Claims, sends and notes: what was late first, then the batch. */
  async #send(channel: Channel, claimed: Cursor, sight: Sight, manners: Manners): Promise<Sent['end']> {
    const { settings, telling, traits } = manners;
    const { clock, journal, calendar } = this.#deps;
    if (!(await this.#place.keep(claimed))) return 'lost';
    const sending = {
      channel: withCodes(channel, {
        codes: () => this.#deps.openCodes(manners.keyVariable),
        now: () => clock.now(),
        foreign: (message) => this.#foreign.add(message, manners.keyVariable),
      }),
      perSecond: telling.perSecond ?? traits.perSecond,
      pace: this.#pace,
      giveUpMs: giveUpMs(manners),
      quietUntil: await quietUntil(calendar, settings, clock.now()),
      stopping: sight.stopping,
      note: (cursor: Cursor) => this.#place.keep(cursor),
      refused: ({ message }: Job, reason: string) =>
        this.#tell('warn', 'notify-refused', reason, message.thread.record),
    };
    const away = claimed.trouble !== undefined;
    const jobs = await this.#jobs(claimed, sight, manners);
    const sent = await sendJobs(this.#deps, sending, jobs.cursor, jobs.jobs);
    if (sent.delivered > 0) this.#tell('info', 'notify-delivered', `${sent.delivered} delivered`);
    if (away && sent.cursor.trouble === undefined)
      journal({ level: 'info', event: 'notify-back', message: `${this.name} takes messages again` });
    if (sent.end === 'lost') return 'lost';
    if (sent.end === 'all') return (await this.#place.leave(advanced(sent.cursor))) ? 'all' : 'lost';
    const { trouble } = sent.cursor;
    if (sent.end === 'away' && trouble !== undefined) this.#tell('warn', 'notify-away', trouble.reason);
    return (await this.#place.leave(sent.cursor)) ? sent.end : 'lost';
  }

  /**
   * Made by what was noted, so that whoever goes on after a crash makes the same. What by now goes to somebody who may
   * not see it any more waits to be made anew.
   */
  async #jobs(claimed: Cursor, sight: Sight, tip: Manners): Promise<{ cursor: Cursor; jobs: readonly Job[] }> {
    const { clock, kinds } = this.#deps;
    const now = clock.now();
    const { batch, again } = claimed;
    const moment = { tip: sight.tip, now, except: sight.except };
    const then = again && (await this.#mannersAt(again.by, sight));
    const due = then && (await lateJobs(this.#deps, then.line, claimed, moment));
    for (const each of due?.void ?? []) this.#tell('info', 'notify-void', nobody, recordsOf(each).join(', '));
    let cursor = due === undefined ? claimed : withVoid(claimed, due.void, nobody, now);
    const made = batch && (await this.#mannersAt(batch.by, sight));
    const drafts = batch && made ? await this.#draftsOf(claimed, batch, made.line, sight) : [];
    const standing = await withoutVoidCodes(this.#deps, drafts, sight.tip);
    const fresh = made ? batchJobs(this.#deps, standing, made.line, cursor, moment) : [];
    const jobs: Job[] = [];
    for (const [by, all] of [[then?.by, due?.jobs ?? []] as const, [made?.by, fresh] as const]) {
      for (const job of all) {
        if (by === tip.by || isStillTheirs(job.message, tip.line, kinds)) jobs.push(job);
        else cursor = putOff(cursor, job, 'who hears of it changed since it was made', now);
      }
    }
    return { cursor, jobs };
  }

  async #draftsOf({ done: base, from }: Cursor, batch: Batch, line: Line, sight: Sight): Promise<Gathered['drafts']> {
    const cut = this.#cut?.batch === batch ? this.#cut : undefined;
    this.#cut = undefined;
    if (cut !== undefined) return cut.drafts;
    const except = batch.except === undefined ? sight.except : new Set(batch.except);
    const stretch = { base, head: batch.to, from, except, enough: Number.POSITIVE_INFINITY };
    return (await gatherDrafts(this.#deps, line, stretch)).drafts;
  }

  /** undefined: the configuration of that commit does not have the channel. */
  async #mannersAt(commit: Oid, { scriptAt }: Sight): Promise<Manners | undefined> {
    return mannersOf(await scriptAt(commit), this.name);
  }

  /** undefined: it cannot be used from here as it is set up. That is noted for all to see; others may be able to. */
  async #open(cursor: Cursor, { settings, looks }: Manners): Promise<Channel | undefined> {
    try {
      const channel = await this.#channel.get(settings, looks);
      this.#broken = undefined;
      return channel;
    } catch (error) {
      if (!(error instanceof RgzError)) throw error;
      const { message } = error;
      if (message === this.#broken) return undefined;
      this.#broken = message;
      this.#tell('error', 'notify-broken', message);
      const reason = `the controller ${this.#place.controller} cannot use it: ${message}`;
      const now = this.#deps.clock.now();
      if (cursor.trouble?.reason !== reason) await this.#place.leave(inTrouble(cursor, reason, now, now));
      return undefined;
    }
  }

  #tell(level: JournalEntry['level'], event: Told, message: string, record?: string): void {
    const about = record === undefined ? {} : { record };
    this.#deps.journal({ level, event, message: `${this.name}: ${message}`, ...about });
  }
}

type Told = 'notify-delivered' | 'notify-broken' | 'notify-refused' | 'notify-away' | 'notify-void';

function exceptIn(late: readonly Late[], except: ReadonlySet<string>): readonly string[] {
  const paths = late.flatMap(({ events }) => events.map(({ path }) => path));
  return [...new Set(paths)].filter((path) => except.has(path));
}

function recordsOf({ events }: Late): readonly string[] {
  return [...new Set(events.map(({ id }) => id.split('.')[1] ?? ''))];
}

const nobody = 'nobody has to hear of it any more';
