import { createHmac } from 'node:crypto';
import { openWebhookChannel } from '../../../../src/adapters/notifiers/webhook/index.ts';
import type { WebhookChannel } from '../../../../src/generated/types/config.v1.ts';
import type { ChannelStage } from '../../../contracts/channel.ts';
import { type Answer, HttpPeer, type Received } from '../http-peer.ts';

export const secret = '0123456789abcdef "quoted" secret';

/** A program that checks every call as its documentation says, and takes events. */
export class Receiver implements ChannelStage {
  readonly to = 'webhook';
  readonly choosy = true;
  readonly tellsWhen = true;
  readonly secret = secret;
  readonly taken: Received[] = [];
  /** In place of what it would answer. */
  answer: Answer | undefined;
  /** The same for the next calls, one each. */
  readonly script: (Answer | undefined)[] = [];
  readonly peer = new HttpPeer((call) => this.#take(call));
  #choosy = false;

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    await receiver.peer.be('there');
    return receiver;
  }

  open(settings: Partial<WebhookChannel> = {}, timeouts = { call: 300, message: 1000 }) {
    const url = `${this.peer.url}/events?key=k3y-in-the-address`;
    return openWebhookChannel({ name: 'hook', settings: { type: 'webhook', url, ...settings }, secret, timeouts });
  }

  async arrived() {
    return this.taken.map(({ headers, body }) => ({ id: String(headers['x-rgz-event']), text: body }));
  }

  async behave(how: Parameters<ChannelStage['behave']>[0]): Promise<void> {
    this.answer = answers[how];
    this.#choosy = how === 'choosy';
    await this.peer.be(how === 'away' ? 'away' : how === 'hangs' ? 'silent' : 'there');
  }

  close(): Promise<void> {
    return this.peer.close();
  }

  #take(call: Received): Answer {
    const answer = this.script.shift() ?? this.answer;
    if (answer !== undefined) return answer;
    if (call.headers['content-type'] !== 'application/cloudevents+json') return { status: 415 };
    const [, time = '', digest] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(call.headers['x-rgz-signature'])) ?? [];
    const wanted = createHmac('sha256', secret).update(`${time}.${call.body}`).digest('hex');
    if (digest !== wanted || Math.abs(Number(time) - Date.now() / 1000) > 300) return { status: 401 };
    // The subject of a message is not among what programs are told: the second one stands for it.
    if (this.#choosy && call.body.includes('0002')) return { status: 422 };
    this.taken.push(call);
    return { status: 204 };
  }
}

const answers: Partial<Record<Parameters<ChannelStage['behave']>[0], Answer>> = {
  busy: { status: 429, headers: { 'Retry-After': '7' } },
  locked: { status: 403, body: `no entry with ${secret}` },
};
