import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWebhookChannel } from '../../../../src/adapters/notifiers/webhook/index.ts';
import type { Message } from '../../../../src/domain/notice.ts';
import type { Channel } from '../../../../src/ports/channel.ts';
import { makeFolder } from '../../../kit/folder.ts';
import { eventOf, messageOf } from '../../../kit/messages.ts';
import type { Received } from '../http-peer.ts';
import { Receiver, secret } from './receiver.ts';

let receiver: Receiver;
let channel: Channel;

beforeEach(async () => {
  receiver = await Receiver.start();
  channel = await receiver.open();
});
afterEach(async () => {
  await channel.close();
  await receiver.close();
});

const digest = (...numbers: number[]): Message => messageOf(1, { events: numbers.map((number) => eventOf(number)) });
function first(): Received {
  const [call] = receiver.taken;
  if (call === undefined) throw new Error('nothing was taken');
  return call;
}

const ids = () => receiver.taken.map(({ headers }) => String(headers['x-rgz-event']).split('.')[1]);

describe('a webhook', () => {
  it('is told of each event of a digest by itself, over few connections', async () => {
    expect(await channel.deliver([digest(1, 2, 3, 4, 5, 6, 7, 8, 9)])).toEqual([{ kind: 'delivered' }]);
    expect(ids()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `PR-2026-000${number}`));
    expect(receiver.peer.connections).toBeLessThan(4);
    const { body, headers } = first();
    expect(JSON.parse(body)).toMatchObject({ specversion: '1.0', source: 'rgz', subject: 'PR-2026-0001' });
    expect(headers['x-rgz-event']).toBe(JSON.parse(body).id);
  });

  it('names the source that the settings give', async () => {
    const named = await receiver.open({ source: 'https://rgz.example.com' });
    await named.deliver([digest(1)]);
    expect(JSON.parse(receiver.taken[0]?.body ?? '').source).toBe('https://rgz.example.com');
    await named.close();
  });

  it('is told of the other events where it refuses one, and not again of those it took', async () => {
    await receiver.behave('choosy');
    expect(await channel.deliver([digest(1, 2, 3)])).toMatchObject([
      { kind: 'refused', reason: expect.stringMatching(/^1 of 3 events: .* cannot use the event \(422\)/) },
    ]);
    expect(ids()).toEqual(['PR-2026-0001', 'PR-2026-0003']);
  });

  it('goes on where it stopped', async () => {
    receiver.script.push(undefined, undefined, { status: 503, headers: { 'Retry-After': '99999' } });
    expect(await channel.deliver([digest(1, 2, 3, 4)])).toMatchObject([{ kind: 'later', after: 3600, all: true }]);
    expect(await channel.deliver([digest(1, 2, 3, 4)])).toEqual([{ kind: 'delivered' }]);
    expect(ids()).toEqual([1, 2, 3, 4].map((number) => `PR-2026-000${number}`));
  });

  it('begins no further event of a message that takes long', async () => {
    const slow = await receiver.open({}, { call: 300, message: 0 });
    const message = digest(1, 2, 3);
    for (const kind of ['later', 'later', 'delivered']) expect(await slow.deliver([message])).toMatchObject([{ kind }]);
    expect(ids()).toEqual(['PR-2026-0001', 'PR-2026-0002', 'PR-2026-0003']);
    await slow.close();
  });

  it.each([
    [400, 'refused'],
    [404, 'all later'],
    [405, 'all later'],
    [410, 'all later'],
    [413, 'refused'],
    [415, 'all later'],
    [422, 'refused'],
    [409, 'one later'],
    [301, 'all later'],
    [308, 'all later'],
    [401, 'all later'],
    [403, 'all later'],
    [408, 'all later'],
    [425, 'all later'],
    [429, 'all later'],
    [500, 'all later'],
    [599, 'all later'],
  ])('that answers %i has it %s', async (status, what) => {
    receiver.answer = { status, headers: { Location: `${receiver.peer.url}/elsewhere` }, body: secret };
    const [outcome] = await channel.deliver([digest(1)]);
    const expected = what === 'refused' ? { kind: 'refused' } : { kind: 'later', all: what === 'all later' };
    expect(outcome).toMatchObject({ ...expected, reason: expect.stringContaining(`(${status})`) });
    expect(JSON.stringify(outcome)).not.toMatch(/k3y-in-the-address|secret"/);
    expect(receiver.peer.received).toHaveLength(1);
  });

  it.each([undefined, '', '  ', 'short', 'with a line\nend in it, and long'])(
    'is not opened with the secret %j',
    async (given) => {
      const settings = { type: 'webhook', url: 'https://example.com', secretVariable: 'HOOK' } as const;
      await expect(openWebhookChannel({ name: 'hook', settings, secret: given })).rejects.toMatchObject({
        code: 'config.invalid',
        message: expect.stringContaining('HOOK'),
        remedy: [expect.stringContaining('openssl rand -hex 32')],
      });
    },
  );
});

it('can be checked as the page on webhooks says', async () => {
  const page = await readFile(new URL('../../../../docs/channels/webhook.md', import.meta.url), 'utf8');
  const [, example = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
  expect(example.trim().split('\n').length).toBeLessThanOrEqual(10);
  const file = join(makeFolder(), 'example.mjs');
  writeFileSync(file, example);
  const { isFromRgz } = await import(/* @vite-ignore */ pathToFileURL(file).href);
  await channel.deliver([messageOf(1, { events: [eventOf(1, { detail: { comment: 'é €' } })] })]);
  const { body, headers } = first();
  const signature = headers['x-rgz-signature'];
  expect(isFromRgz(body, signature, secret)).toBe(true);
  expect(isFromRgz(Buffer.from(body), signature, secret)).toBe(true);
  expect(isFromRgz(`${body} `, signature, secret)).toBe(false);
  expect(isFromRgz(body, signature, `${secret}.`)).toBe(false);
  expect(isFromRgz(body, signature, secret, Date.now() + 301_000)).toBe(false);
  expect(isFromRgz(body, undefined, secret)).toBe(false);
});
