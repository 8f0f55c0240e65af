import { openSmsChannel } from '../../../../src/adapters/notifiers/sms/index.ts';
import type { SmsChannel } from '../../../../src/generated/types/config.v1.ts';
import type { ChannelStage } from '../../../contracts/channel.ts';
import { type Answer, HttpPeer, type Received } from '../http-peer.ts';

type How = Parameters<ChannelStage['behave']>[0];

interface Gateway {
  settings(url: string): Omit<SmsChannel, 'type'>;
  /** What a call asks for; undefined where it is not one of those who may. */
  read(call: Received): { id?: string; to: string; text: string } | undefined;
  taken(to: string): Answer;
  refused(to: string): Answer;
  locked: Answer;
}

export const secret = 'k3y-of-the-"gateway"';
export const account = 'AC0123456789';

const json = (status: number, body: unknown): Answer => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});
const recipient = (number: string, statusCode: number, status: string): Answer =>
  json(201, {
    SMSMessageData: {
      Message: 'Sent to 1/1',
      Recipients: [{ statusCode, number, status, cost: 'KES 0.8', messageId: 'ATXid_1' }],
    },
  });

/** Providers as their pages describe them. Each tells the id of a message as it can: most do not. */
const gateways: Readonly<Record<SmsChannel['provider'], Gateway>> = {
  'africas-talking': {
    settings: (url) => ({ provider: 'africas-talking', account: 'rgz', from: 'RGZ', url }),
    read: ({ method, path, headers, body }) => {
      const form = new URLSearchParams(body);
      const [username, to, text, from] = ['username', 'to', 'message', 'from'].map((name) => form.get(name) ?? '');
      if (method !== 'POST' || path !== '/version1/messaging' || from !== 'RGZ' || username !== 'rgz') return undefined;
      return headers.apikey === secret ? { to: to ?? '', text: text ?? '' } : undefined;
    },
    taken: (to) => recipient(to, 101, 'Success'),
    refused: (to) => recipient(to, 406, 'UserInBlacklist'),
    locked: { status: 401, body: 'The supplied authentication is invalid' },
  },
  twilio: {
    settings: (url) => ({ provider: 'twilio', account, from: '+15005550006', url }),
    read: ({ method, path, headers, body }) => {
      const form = new URLSearchParams(body);
      const credentials = `Basic ${Buffer.from(`${account}:${secret}`).toString('base64')}`;
      if (method !== 'POST' || path !== `/2010-04-01/Accounts/${account}/Messages.json`) return undefined;
      if (headers.authorization !== credentials || form.get('From') !== '+15005550006') return undefined;
      return { to: form.get('To') ?? '', text: form.get('Body') ?? '' };
    },
    taken: () => json(201, { sid: 'SM1', status: 'queued', error_code: null }),
    refused: () => json(400, { code: 21610, message: 'Attempt to send to unsubscribed recipient', status: 400 }),
    locked: json(401, { code: 20003, message: `Authenticate: not ${secret}`, status: 401 }),
  },
  generic: {
    settings: (url) => ({
      provider: 'generic',
      from: 'RGZ',
      url: `${url}/send`,
      generic: {
        headers: { Authorization: 'Key {secret}', 'Idempotency-Key': '{id}' },
        body: '{"messages": [{"to": "{to}", "from": "{from}", "text": "{text}"}]}',
        success: { path: 'messages.0.status', equals: ['queued'] },
      },
    }),
    read: ({ path, headers, body }) => {
      const [message] = JSON.parse(body).messages;
      if (path !== '/send' || headers.authorization !== `Key ${secret}` || message.from !== 'RGZ') return undefined;
      return { id: String(headers['idempotency-key']), to: message.to, text: message.text };
    },
    taken: () => json(200, { messages: [{ status: 'queued' }] }),
    refused: () => ({ status: 422 }),
    locked: json(403, { error: `not ${secret}` }),
  },
};

/** A gateway in this process, and a channel on it. */
export class GatewayStage implements ChannelStage {
  readonly to = '+254711000001';
  readonly choosy = true;
  readonly tellsWhen = true;
  readonly secret = secret;
  readonly taken: { id?: string; to: string; text: string }[] = [];
  /** In place of what it would answer. */
  answer: Answer | undefined;
  readonly peer = new HttpPeer((call) => this.#take(call));
  readonly #gateway: Gateway;
  #choosy = false;

  private constructor(gateway: Gateway) {
    this.#gateway = gateway;
  }

  static async start(provider: SmsChannel['provider']): Promise<GatewayStage> {
    const stage = new GatewayStage(gateways[provider]);
    await stage.peer.be('there');
    return stage;
  }

  open(change: Partial<SmsChannel> = {}) {
    const settings: SmsChannel = { type: 'sms', ...this.#gateway.settings(this.peer.url), ...change };
    return openSmsChannel({ name: 'phones', settings, secret, timeout: 300 });
  }

  async arrived() {
    // Where a gateway has no place for an id, twins are known by their text, which names the record.
    return this.taken.map(({ id, text }) => ({ id: id ?? idOf(text), text }));
  }

  async behave(how: How): Promise<void> {
    const busy = { status: 429, headers: { 'Retry-After': '7' }, body: '{"code": 20429}' };
    this.answer = how === 'busy' ? busy : how === 'locked' ? this.#gateway.locked : undefined;
    this.#choosy = how === 'choosy';
    await this.peer.be(how === 'away' ? 'away' : how === 'hangs' ? 'silent' : 'there');
  }

  close(): Promise<void> {
    return this.peer.close();
  }

  #take(call: Received): Answer {
    if (this.answer !== undefined) return this.answer;
    const sms = this.#gateway.read(call);
    if (sms === undefined) return this.#gateway.locked;
    if (this.#choosy && sms.text.includes('unwanted')) return this.#gateway.refused(sms.to);
    this.taken.push(sms);
    return this.#gateway.taken(sms.to);
  }
}

function idOf(text: string): string {
  const number = Number(/PR-2026-(\d+)/.exec(text)?.[1]);
  return `m-${number.toString(36).padStart(8, '0')}`;
}
