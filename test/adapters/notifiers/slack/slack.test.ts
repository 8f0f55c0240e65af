import { afterEach, describe, expect, it } from 'vitest';
import { openSlackChannel, secretVariableOf } from '../../../../src/adapters/notifiers/slack/index.ts';
import { eventOf, messageOf } from '../../../kit/messages.ts';
import { Slack } from './slack.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function stage(mode: 'webhook' | 'token') {
  const slack = await Slack.start(mode);
  const channel = await slack.open();
  stops.push(
    () => slack.close(),
    () => channel.close(),
  );
  return { slack, channel };
}

describe('a thread for each record', () => {
  it('begins with the first message, which later ones are replies to', async () => {
    const { slack, channel } = await stage('token');
    const [first] = await channel.deliver([messageOf(1)]);
    expect(first).toEqual({ kind: 'delivered', mark: '1764144000.000001' });
    const thread = { record: 'PR-2026-0001', mark: '1764144000.000001' };
    const later = (['good', 'bad'] as const).map((tone) => messageOf(1, { id: `m-${tone}`, tone, thread }));
    expect(await channel.deliver(later)).toEqual([first, first]);
    expect(slack.posted.map(({ thread_ts, reply_broadcast }) => [thread_ts, reply_broadcast])).toEqual([
      [undefined, undefined],
      [thread.mark, undefined],
      [thread.mark, true],
    ]);
  });

  it('begins anew where its first message is gone', async () => {
    const { slack, channel } = await stage('token');
    await channel.deliver([messageOf(1), messageOf(2)]);
    slack.forget('1764144000.000001');
    const reply = messageOf(1, { id: 'm-late', thread: { record: 'PR-2026-0001', mark: '1764144000.000001' } });
    expect(await channel.deliver([reply])).toEqual([{ kind: 'delivered', mark: '1764144000.000002' }]);
    expect(slack.posted.at(-1)).not.toHaveProperty('thread_ts');
  });

  it('takes no mark for one that Slack did not give', async () => {
    const { slack, channel } = await stage('token');
    await channel.deliver([messageOf(1, { thread: { record: 'PR-2026-0001', mark: 'elsewhere' } })]);
    expect(slack.posted[0]).not.toHaveProperty('thread_ts');
  });

  it('holds no digest of several records', async () => {
    const { slack, channel } = await stage('token');
    await channel.deliver([messageOf(1)]);
    const thread = { record: 'PR-2026-0001', mark: '1764144000.000001' };
    const digest = messageOf(2, { events: [eventOf(1), eventOf(2)], thread });
    expect(await channel.deliver([digest])).toEqual([{ kind: 'delivered' }]);
    expect(slack.posted[1]).not.toHaveProperty('thread_ts');
  });

  it('is not there with a webhook', async () => {
    const { channel } = await stage('webhook');
    expect(await channel.deliver([messageOf(1)])).toEqual([{ kind: 'delivered' }]);
  });
});

describe('an error of Slack', () => {
  const ofBoth = [
    ['action_prohibited', 'all later', 'administrator'],
    ['invalid_blocks', 'refused', 'as it is'],
    ['msg_too_long', 'refused', 'as it is'],
    ['msg_blocks_too_long', 'refused', 'as it is'],
    ['invalid_payload', 'refused', 'as it is'],
    ['something_new', 'one later', 'something_new'],
  ] as const;
  const ofTokens = [
    ['invalid_auth', 'all later', 'SLACK_TOKEN'],
    ['token_revoked', 'all later', 'SLACK_TOKEN'],
    ['account_inactive', 'all later', 'SLACK_TOKEN'],
    ['missing_scope', 'all later', 'chat:write'],
    ['channel_not_found', 'all later', '/invite'],
    ['not_in_channel', 'all later', '/invite'],
    ['is_archived', 'all later', 'channel of releases in .rgz/config.yaml'],
    ['ratelimited', 'all later', 'too much'],
    ['internal_error', 'all later', 'out of order'],
  ] as const;
  const ofWebhooks = [
    ['no_service', 'all later', 'SLACK_URL'],
    ['invalid_token', 'all later', 'SLACK_URL'],
    ['channel_is_archived', 'all later', 'SLACK_URL'],
    ['user_not_found', 'all later', 'SLACK_URL'],
    ['rollup_error', 'all later', 'out of order'],
  ] as const;
  const cases = [
    ...[...ofBoth, ...ofTokens].map((each) => ['token', ...each] as const),
    ...[...ofBoth, ...ofWebhooks].map((each) => ['webhook', ...each] as const),
  ];

  it.each(cases)('to a %s: %s has the message %s, and says what to do: %s', async (mode, error, what, words) => {
    const { slack, channel } = await stage(mode);
    slack.error = error;
    const outcomes = await channel.deliver([messageOf(1), messageOf(2)]);
    const kind = what === 'refused' ? { kind: 'refused' } : { kind: 'later', all: what === 'all later' };
    expect(outcomes[0]).toMatchObject({ ...kind, reason: expect.stringContaining(words) });
    expect(outcomes).toHaveLength(what === 'all later' ? 1 : 2);
  });

  it.each(['webhook', 'token'] as const)('to a %s that something else answers in place of is no loss', async (mode) => {
    const { slack, channel } = await stage(mode);
    const html = { 'Content-Type': 'text/html' };
    for (const status of [200, 302, 403, 404, 407, 500, 502, 503]) {
      slack.answer = { status, headers: html, body: `<html>${slack.secret}</html>` };
      const outcomes = await channel.deliver([messageOf(1)]);
      expect(outcomes).toMatchObject([{ kind: 'later', all: true, reason: expect.stringContaining(`(${status})`) }]);
      expect(JSON.stringify(outcomes)).not.toContain(slack.secret);
    }
  });
});

describe('a channel of Slack', () => {
  const open = (secret?: string) =>
    openSlackChannel({ name: 'releases', settings: { type: 'slack', webhookVariable: 'SLACK_URL' }, secret });

  it.each([undefined, ' ', 'T0001/B0001/sesame', 'ftp://x/sesame', 'https://x/sesame\n1'])(
    'is not opened with %j',
    async (secret) => {
      const error = await open(secret).catch((thrown) => thrown);
      expect(error).toMatchObject({ code: 'config.invalid', message: expect.stringContaining('SLACK_URL') });
      expect(error.message + error.remedy).not.toContain('sesame');
    },
  );

  it('asks for the variable that the settings name', () => {
    expect(secretVariableOf({ type: 'slack', webhookVariable: 'SLACK_URL' })).toBe('SLACK_URL');
    expect(secretVariableOf({ type: 'slack', tokenVariable: 'SLACK_TOKEN', channel: 'C1' })).toBe('SLACK_TOKEN');
  });

  it('unfurls nothing and says who is told', async () => {
    const { slack, channel } = await stage('token');
    await channel.deliver([messageOf(1, { mentions: ['U0CLEO001'] })]);
    expect(slack.posted[0]).toMatchObject({
      unfurl_links: false,
      unfurl_media: false,
      link_names: false,
      parse: 'none',
    });
    expect(JSON.stringify(slack.posted[0])).toContain('<@U0CLEO001>');
  });
});
