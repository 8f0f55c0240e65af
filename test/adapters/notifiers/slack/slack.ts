import { openSlackChannel } from '../../../../src/adapters/notifiers/slack/index.ts';
import { isObject, type Json, type JsonObject } from '../../../../src/domain/json.ts';
import type { ChannelStage } from '../../../contracts/channel.ts';
import { type Answer, HttpPeer, type Received } from '../http-peer.ts';
import { faultOf, shown, textsOf } from './block-limits.ts';

const token = 'xoxb-12345-sup3r-s3cret';
const path = '/services/T0001/B0001/s3cretPartOfAddress';
const channel = 'C0RELEASES';

type Mode = 'webhook' | 'token';

/** Slack as far as one channel of it goes: it enforces its limits, and answers as it does, with 200 to errors too. */
export class Slack implements ChannelStage {
  readonly to = 'releases';
  readonly choosy = true;
  readonly tellsWhen = true;
  readonly secret: string;
  readonly posted: (JsonObject & { ts: string })[] = [];
  /** The error that it answers every post with. */
  error: string | undefined;
  /** In place of what it would answer. */
  answer: Answer | undefined;
  readonly peer = new HttpPeer((call) => this.#take(call));
  readonly #mode: Mode;
  #choosy = false;

  private constructor(mode: Mode) {
    this.#mode = mode;
    this.secret = mode === 'token' ? token : path.slice(path.lastIndexOf('/') + 1);
  }

  static async start(mode: Mode): Promise<Slack> {
    const slack = new Slack(mode);
    await slack.peer.be('there');
    return slack;
  }

  open(secret = this.#mode === 'token' ? token : this.peer.url + path) {
    const byToken = { tokenVariable: 'SLACK_TOKEN', channel, apiUrl: `${this.peer.url}/api` };
    const settings = this.#mode === 'token' ? byToken : { webhookVariable: 'SLACK_URL' };
    return openSlackChannel({ name: 'releases', settings: { type: 'slack', ...settings }, secret, timeout: 300 });
  }

  async arrived() {
    return this.posted.map((post) => ({
      id: idIn(post.metadata),
      text: textsOf(post)
        .map(({ text }) => shown(text))
        .join('\n'),
    }));
  }

  async behave(how: Parameters<ChannelStage['behave']>[0]): Promise<void> {
    const busy = {
      status: 429,
      headers: { 'Retry-After': '7' },
      body: JSON.stringify({ ok: false, error: 'ratelimited' }),
    };
    this.answer = how === 'busy' ? busy : undefined;
    this.error = how !== 'locked' ? undefined : this.#mode === 'token' ? 'token_revoked' : 'no_service';
    this.#choosy = how === 'choosy';
    await this.peer.be(how === 'away' ? 'away' : how === 'hangs' ? 'silent' : 'there');
  }

  forget(ts: string): void {
    this.posted.splice(
      this.posted.findIndex((post) => post.ts === ts),
      1,
    );
  }

  close(): Promise<void> {
    return this.peer.close();
  }

  #take(call: Received): Answer {
    if (this.answer !== undefined) return this.answer;
    const payload = JSON.parse(call.body) as JsonObject;
    const error = this.error ?? this.#errorOf(call, payload);
    const ts = `1764144000.${String(this.posted.length + 1).padStart(6, '0')}`;
    if (error === undefined) this.posted.push({ ...payload, ts });
    if (this.#mode === 'webhook')
      return { status: error === undefined ? 200 : (statuses[error] ?? 400), body: error ?? 'ok' };
    const reply = error === undefined ? { ok: true, channel, ts } : { ok: false, error };
    return { status: 200, headers: { 'Content-Type': 'application/json; charset=utf-8' }, body: JSON.stringify(reply) };
  }

  #errorOf({ path: called, headers }: Received, payload: JsonObject): string | undefined {
    if (this.#mode === 'webhook') {
      if (called !== path) return 'no_service';
    } else {
      if (called !== '/api/chat.postMessage') return 'unknown_method';
      if (headers.authorization !== `Bearer ${token}`) return 'invalid_auth';
      if (payload.channel !== channel) return 'channel_not_found';
      const { thread_ts: parent } = payload;
      if (parent !== undefined && !this.posted.some(({ ts }) => ts === parent)) return 'thread_not_found';
    }
    if (!headers['content-type']?.startsWith('application/json')) return 'invalid_payload';
    if (this.#choosy && String(payload.text).includes('unwanted')) return 'invalid_blocks';
    return faultOf(payload);
  }
}

const statuses: Readonly<Record<string, number>> = {
  action_prohibited: 403,
  invalid_token: 403,
  channel_not_found: 404,
  no_service: 404,
  channel_is_archived: 410,
  rollup_error: 500,
};

function idIn(metadata: Json | undefined): string {
  const payload = isObject(metadata) ? metadata.event_payload : undefined;
  return isObject(payload) ? String(payload.id) : '';
}
