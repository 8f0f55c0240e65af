import { RgzError } from '../../errors/rgz-error.ts';
import type { Line } from '../../notices/address.ts';
import { advanced, type Batch, type Cursor } from '../../notices/cursor.ts';
import type { Job } from '../../notices/settle.ts';
import { traitsOf } from '../../notices/traits.ts';
import type { Channel, ChannelSettings } from '../../ports/channel.ts';
import type { Oid } from '../../ports/git.ts';
import type { JournalEntry } from '../../ports/journal.ts';
import type { ChannelPlace } from './channel-place.ts';
import { batchJobs, type Gathered, gatherDrafts, lateJobs } from './make-jobs.ts';
import type { OutboxDeps } from './outbox-deps.ts';
import { quietUntil } from './quiet-until.ts';
import { type Sent, sendJobs } from './send-jobs.ts';
import type { Script } from './speech.ts';

/** What a controller sees when it tells of things. */
export interface Sight {
  tip: Oid;
  /** Records of which nothing is told: a commit broke a rule on them. */
  except: ReadonlySet<string>;
  scriptAt(commit: Oid): Promise<Script>;
  /** Nothing waits for more to come. */
  draining: boolean;
}

/** So many commits without news for the channel move its place all the same. */
const farBehind = 1_000;
const hourMs = 3_600_000;

/**
 * Tells over one channel what happened. Before anything is sent it is noted, where all see it, what will be; afterwards,
 * that it was. Whoever goes on after a crash sends the same messages, and at most those, again.
 */
export class ChannelLine {
  readonly name: string;
  readonly #deps: OutboxDeps;
  readonly #place: ChannelPlace;
  readonly #open: () => Promise<Channel>;
  /** From `done` of the place up to here there is nothing to tell. */
  #clear: { done: Oid; to: Oid; commits: number } | undefined;
  /** What a batch of this turn was seen to hold when it was cut. */
  #cut: { batch: Batch; drafts: Gathered['drafts'] } | undefined;

  constructor(deps: OutboxDeps, name: string, place: ChannelPlace, open: () => Promise<Channel>) {
    this.#deps = deps;
    this.name = name;
    this.#place = place;
    this.#open = open;
  }

  /** Tells what is to be told, and when to come again. */
  async turn(sight: Sight): Promise<number> {
    const { clock, waker } = this.#deps;
    for (;;) {
      const cursor = await this.#place.see(sight.tip);
      const now = clock.milliseconds();
      if (this.#place.isTaken(cursor)) return Date.parse(cursor.holder?.until ?? '');
      const rested = Date.parse(cursor.trouble?.notBefore ?? '');
      if (rested > now) return rested;
      const found = await this.#find(cursor, sight);
      if ('nextAt' in found) return found.nextAt;
      if (waker.stopping) return now;
      // Another controller may have gone on since: only who looked a moment ago may claim.
      if (!this.#place.isMine(cursor) && !(await this.#isNewest(cursor, sight))) continue;
      const sent = await this.#send(found.cursor, sight);
      if (sent === 'lost') continue;
      if (sent !== 'all') return clock.milliseconds() + (sent === 'stopped' ? hourMs : 0);
    }
  }

  async #isNewest(cursor: Cursor, { tip }: Sight): Promise<boolean> {
    await this.#place.look();
    return JSON.stringify(await this.#place.see(tip)) === JSON.stringify(cursor);
  }

  /** The place with what is to be sent now noted in it; or when there will be something. */
  async #find(cursor: Cursor, sight: Sight): Promise<{ cursor: Cursor } | { nextAt: number }> {
    const { clock } = this.#deps;
    const now = clock.milliseconds();
    const due = cursor.late.filter(({ notBefore }) => Date.parse(notBefore) <= now);
    if (due.length > 0 && cursor.again === undefined && cursor.batch === undefined)
      return { cursor: { ...cursor, again: { dueAt: new Date(now).toISOString(), by: sight.tip } } };
    if (cursor.batch !== undefined || cursor.again !== undefined) return { cursor };
    const lateAt = Math.min(...cursor.late.map(({ notBefore }) => Date.parse(notBefore)));
    const gathered = await this.#gather(cursor, sight);
    if (gathered === undefined) return { nextAt: lateAt };
    const [first] = gathered.drafts;
    const { telling, traits } = await this.#manners(sight);
    const gatherMs = (telling.gatherSeconds ?? traits.gatherSeconds) * 1000;
    const since = Math.min(Date.parse(first?.events[0]?.at ?? ''), now);
    const full = gathered.drafts.length >= traits.batch;
    if (first !== undefined && !sight.draining && !full && now < since + gatherMs)
      return { nextAt: Math.min(since + gatherMs, lateAt) };
    const batch: Batch = { to: gathered.to, by: sight.tip, sent: [] };
    this.#cut = { batch, drafts: gathered.drafts };
    return { cursor: { ...cursor, batch } };
  }

  /** undefined: there is nothing to tell. */
  async #gather(cursor: Cursor, sight: Sight): Promise<Gathered | undefined> {
    const { tip, except } = sight;
    const known = this.#clear?.done === cursor.done ? this.#clear : { done: cursor.done, to: cursor.done, commits: 0 };
    if (known.to === tip) return undefined;
    const { line, traits } = await this.#manners(sight);
    const gathered = await gatherDrafts(this.#deps, line, {
      base: known.to,
      head: tip,
      from: cursor.from,
      except,
      enough: traits.batch,
    });
    const commits = known.commits + gathered.commits;
    if (gathered.drafts.length > 0 || commits > farBehind) return gathered;
    this.#clear = { done: cursor.done, to: tip, commits };
    return undefined;
  }

  /** Claims, sends and notes: what was late first, then the batch. */
  async #send(claimed: Cursor, sight: Sight): Promise<Sent['end']> {
    const { clock, journal } = this.#deps;
    let channel: Channel;
    try {
      channel = await this.#open();
    } catch (error) {
      return this.#unusable(error);
    }
    if (!(await this.#place.keep(claimed))) return 'lost';
    const { settings, telling, traits } = await this.#manners(sight);
    const sending = {
      channel,
      perSecond: telling.perSecond ?? traits.perSecond,
      giveUpMs: (telling.giveUpAfterHours ?? 24) * hourMs,
      quietUntil: await quietUntil(this.#deps.calendar, settings, clock.now()),
      stopping: () => this.#deps.waker.stopping,
      note: (cursor: Cursor) => this.#place.keep(cursor),
      refused: (job: Job, reason: string) => this.#tellRefused(job, reason),
    };
    const away = claimed.trouble !== undefined;
    const jobs = await this.#jobs(claimed, sight);
    const sent = await sendJobs(this.#deps, sending, jobs.cursor, jobs.jobs);
    if (sent.delivered > 0) this.#tell('info', 'notify-delivered', `${this.name}: ${sent.delivered} delivered`);
    if (away && sent.cursor.trouble === undefined)
      this.#tell('info', 'notify-back', `${this.name} takes messages again`);
    if (sent.end === 'lost') return 'lost';
    if (sent.end === 'all') return (await this.#place.leave(advanced(sent.cursor))) ? 'all' : 'lost';
    const { trouble } = sent.cursor;
    if (sent.end === 'away' && trouble !== undefined)
      journal({ level: 'warn', event: 'notify-away', message: `${this.name}: ${trouble.reason}` });
    return (await this.#place.leave(sent.cursor)) ? sent.end : 'lost';
  }

  /** Made by what was noted, so that whoever goes on after a crash makes the same. */
  async #jobs(cursor: Cursor, sight: Sight): Promise<{ cursor: Cursor; jobs: readonly Job[] }> {
    const now = this.#deps.clock.now();
    const { batch, again, done: base, from } = cursor;
    const lineAgain = again && (await this.#lineAt(again.by, sight));
    const late = lineAgain ? await lateJobs(this.#deps, lineAgain, cursor, now) : { jobs: [], void: [] };
    const kept = { ...cursor, late: cursor.late.filter((each) => !late.void.includes(each)) };
    const line = batch && (await this.#lineAt(batch.by, sight));
    if (batch === undefined || line === undefined) return { cursor: kept, jobs: late.jobs };
    const stretch = { base, head: batch.to, from, except: sight.except, enough: Number.POSITIVE_INFINITY };
    const cut = this.#cut?.batch === batch ? this.#cut : undefined;
    this.#cut = undefined;
    const { drafts } = cut ?? (await gatherDrafts(this.#deps, line, stretch));
    return { cursor: kept, jobs: [...late.jobs, ...batchJobs(this.#deps, drafts, line, cursor, now)] };
  }

  /** undefined: the configuration of that commit does not have the channel. */
  async #lineAt(commit: Oid, { scriptAt }: Sight): Promise<Line | undefined> {
    const script = await scriptAt(commit);
    const settings = script.channels.get(this.name);
    return settings && script.line(this.name, settings);
  }

  /** As the tip has them. */
  async #manners({ tip, scriptAt }: Sight) {
    const script = await scriptAt(tip);
    const settings = script.channels.get(this.name) as ChannelSettings;
    const { telling = {} } = settings;
    return { settings, telling, traits: traitsOf[settings.type], line: script.line(this.name, settings) };
  }

  #unusable(error: unknown): 'stopped' {
    if (!(error instanceof RgzError)) throw error;
    this.#tell('error', 'notify-broken', `${this.name}: ${error.message}`);
    return 'stopped';
  }

  #tellRefused({ message }: Job, reason: string): void {
    const { record } = message.thread;
    this.#deps.journal({ level: 'warn', event: 'notify-refused', message: `${this.name}: ${reason}`, record });
  }

  #tell(
    level: JournalEntry['level'],
    event: 'notify-delivered' | 'notify-back' | 'notify-broken',
    message: string,
  ): void {
    this.#deps.journal({ level, event, message });
  }
}
