import { afterEach, describe, expect, it } from 'vitest';
import { openSmsChannel } from '../../../../src/adapters/notifiers/sms/index.ts';
import type { GenericSms, SmsChannel } from '../../../../src/generated/types/config.v1.ts';
import { hostile, messageOf } from '../../../kit/messages.ts';
import { account, GatewayStage, secret } from './gateways.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function stage(provider: SmsChannel['provider'], change: Partial<SmsChannel> = {}) {
  const gateway = await GatewayStage.start(provider);
  const channel = await gateway.open(change);
  stops.push(
    () => gateway.close(),
    () => channel.close(),
  );
  return { gateway, channel };
}

const one = messageOf(1, { to: '+254711000001' });
const expected = (what: string) =>
  what === 'refused' ? { kind: 'refused' } : { kind: 'later', all: what === 'all later' };

describe('a number', () => {
  it.each([
    '0711000001',
    '+25471',
    '+0711000001',
    '254711000001',
    '+1234567890123456',
    '+254711000001,+254711000002',
    '',
    'cleo@example.com',
  ])('is not sent to where it is %j', async (to) => {
    const { gateway, channel } = await stage('twilio');
    const outcomes = await channel.deliver([{ ...one, to }, one]);
    expect(outcomes).toMatchObject([
      { kind: 'refused', reason: expect.stringContaining('8 to 15 digits') },
      { kind: 'delivered' },
    ]);
    expect(gateway.taken.map((sms) => sms.to)).toEqual([one.to]);
  });
});

describe("Africa's Talking", () => {
  it.each([
    [100, 'delivered'],
    [101, 'delivered'],
    [102, 'delivered'],
    [401, 'all later'],
    [402, 'all later'],
    [403, 'refused'],
    [404, 'refused'],
    [405, 'all later'],
    [406, 'refused'],
    [407, 'one later'],
    [409, 'refused'],
    [500, 'all later'],
    [501, 'one later'],
    [502, 'one later'],
    [999, 'one later'],
  ])('that says %i of a recipient has the message %s', async (statusCode, what) => {
    const { gateway, channel } = await stage('africas-talking');
    const body = { SMSMessageData: { Message: '', Recipients: [{ statusCode, status: 'Said' }] } };
    gateway.answer = { status: 201, body: JSON.stringify(body) };
    const [outcome] = await channel.deliver([one]);
    if (what === 'delivered') expect(outcome).toEqual({ kind: 'delivered' });
    else expect(outcome).toMatchObject({ ...expected(what), reason: expect.stringContaining(`${statusCode} Said`) });
  });

  it.each([
    ['InvalidSenderId', 'all later'],
    ['InsufficientBalance', 'all later'],
    ['Odd', 'one later'],
  ])('that names no recipient and says %s has the message %s', async (said, what) => {
    const { gateway, channel } = await stage('africas-talking');
    gateway.answer = { status: 201, body: JSON.stringify({ SMSMessageData: { Message: said, Recipients: [] } }) };
    expect(await channel.deliver([one])).toMatchObject([{ ...expected(what), reason: expect.stringContaining(said) }]);
  });
});

describe('Twilio', () => {
  it.each([
    [400, 21211, 'refused', 'policy'],
    [400, 21610, 'refused', 'policy'],
    [400, 21614, 'refused', 'policy'],
    [400, 21408, 'refused', 'policy'],
    [400, 21617, 'refused', '21617'],
    [400, 21606, 'all later', 'from'],
    [400, 21611, 'all later', 'too much'],
    [401, 20003, 'all later', 'RGZ_SMS_SECRET'],
    [404, 20404, 'all later', 'account'],
    [403, 20429, 'all later', 'too much'],
    [409, 12345, 'all later', '12345'],
    [201, 30005, 'one later', '30005'],
  ])('that answers %i with %i has the message %s, for the %s', async (status, code, what, words) => {
    const { gateway, channel } = await stage('twilio');
    const body = status < 300 ? { sid: 'SM1', error_code: code } : { code, message: `Said of ${secret}`, status };
    gateway.answer = { status, body: JSON.stringify(body) };
    const [outcome] = await channel.deliver([one]);
    expect(outcome).toMatchObject({ ...expected(what), reason: expect.stringContaining(words) });
    expect(JSON.stringify(outcome)).not.toMatch(/k3y-of|azN5/);
  });

  it('sends for a messaging service where one is named', async () => {
    const { gateway, channel } = await stage('twilio', { from: `MG${'a'.repeat(32)}` });
    await channel.deliver([one]);
    expect(gateway.peer.received[0]?.body).toContain(`MessagingServiceSid=MG${'a'.repeat(32)}`);
  });
});

describe.each(['africas-talking', 'twilio', 'generic'] as const)('%s', (provider) => {
  it.each([302, 500, 502, 503, 504, 404])('loses nothing where %i is answered', async (status) => {
    const { gateway, channel } = await stage(provider);
    gateway.answer = { status, body: '<html>' };
    expect(await channel.deliver([one, one])).toMatchObject([{ kind: 'later', all: true }]);
  });

  it('is sent one segment where it can be', async () => {
    const { gateway, channel } = await stage(provider);
    await channel.deliver([{ ...one, short: 'PR-2026-0001 – it’s “ready”' }]);
    expect(gateway.taken[0]).toMatchObject({ to: one.to, text: 'PR-2026-0001 - it\'s "ready"' });
  });
});

describe('a gateway of templates', () => {
  const form: GenericSms = { form: 'form', body: 'to={to}&text={text}&key={secret}&id={id}' };

  it('is sent a form, in which nothing breaks out of its place', async () => {
    const { gateway, channel } = await stage('generic', { generic: form });
    gateway.answer = { status: 202 };
    expect(await channel.deliver([{ ...one, short: `{to} {secret} &to=+1 ${hostile}` }])).toEqual([
      { kind: 'delivered' },
    ]);
    const sent = new URLSearchParams(gateway.peer.received[0]?.body);
    expect([...sent.keys()]).toEqual(['to', 'text', 'key', 'id']);
    expect(sent.get('text')).toMatch(/^\{to\} \{secret\} &to=\+1 <script>/);
    expect([sent.get('to'), sent.get('key'), sent.get('id')]).toEqual([one.to, secret, one.id]);
    expect(gateway.peer.received[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  it('is asked by GET, with everything in the address but the secret', async () => {
    const change = {
      generic: { method: 'GET', form: 'form', headers: { 'X-Key': '{secret}' }, body: 'to={to}&text={text}' },
    } as const;
    const { gateway, channel } = await stage('generic', change);
    gateway.answer = { status: 200 };
    await channel.deliver([{ ...one, short: 'a&b #c' }]);
    expect(gateway.peer.received[0]).toMatchObject({
      method: 'GET',
      path: '/send?to=%2B254711000001&text=a%26b%20%23c',
      body: '',
    });
    expect(gateway.peer.received[0]?.headers['x-key']).toBe(secret);
  });

  it.each([
    [{ status: [202] }, { status: 200 }, 'all later'],
    [{ path: 'ok' }, { body: '{"ok": true}' }, 'delivered'],
    [{ path: 'ok' }, { body: '{"ok": false}' }, 'one later'],
    [{ path: 'ok' }, { body: 'no json' }, 'one later'],
    [{ path: 'a.1.b', equals: [0, 'sent'] }, { body: '{"a": [1, {"b": 0}]}' }, 'delivered'],
    [{ path: 'a.1.b', equals: [0] }, { body: '{"a": [1, {"b": "0"}]}' }, 'one later'],
    [{ path: 'constructor.name' }, { body: '{}' }, 'one later'],
    [{}, { status: 400 }, 'refused'],
    [{}, { status: 405 }, 'all later'],
    [{}, { status: 401 }, 'all later'],
  ])('with success %j and the answer %j has the message %s', async (success, answer, what) => {
    const { gateway, channel } = await stage('generic', { generic: { ...form, success } });
    gateway.answer = { status: 200, ...answer };
    const [outcome] = await channel.deliver([one]);
    expect(outcome).toMatchObject(what === 'delivered' ? { kind: 'delivered' } : expected(what));
  });
});

describe('a channel of short messages is not opened', () => {
  const generic = (template: Partial<GenericSms>): SmsChannel => ({
    type: 'sms',
    provider: 'generic',
    url: 'https://sms.example.com',
    generic: { body: '{"to": "{to}", "text": "{text}"}', ...template },
  });

  it.each<[string, SmsChannel, string | undefined]>([
    ['RGZ_SMS_SECRET', { type: 'sms', provider: 'twilio', account, from: '+1' }, undefined],
    ['AT_KEY', { type: 'sms', provider: 'africas-talking', account, secretVariable: 'AT_KEY' }, ''],
    ['who sends', { type: 'sms', provider: 'twilio', account }, secret],
    ['RGZ_SMS_SECRET', generic({ headers: { 'X-Key': '{secret}' } }), undefined],
    ['no JSON', generic({ body: '{"to": {to}}' }), undefined],
    ['GET', generic({ method: 'GET' }), undefined],
    ['Content-Length', generic({ headers: { 'Content-Length': '3' } }), undefined],
    ['X-Key', generic({ headers: { 'X-Key': 'a\r\nb' } }), undefined],
  ])('without %s', async (words, settings, given) => {
    const error = await openSmsChannel({ name: 'phones', settings, secret: given }).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'config.invalid', message: expect.stringContaining(words) });
    expect(error.remedy).toHaveLength(1);
  });

  it('but where no secret is asked for, none is needed', async () => {
    await (await openSmsChannel({ name: 'phones', settings: generic({}), secret: undefined })).close();
  });
});
