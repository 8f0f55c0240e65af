import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmailChannel } from '../../../../src/adapters/notifiers/email/index.ts';
import type { EmailChannel } from '../../../../src/generated/types/config.v1.ts';
import type { Channel } from '../../../../src/ports/channel.ts';
import { MailServer } from '../../../emulator/mail/mail-server.ts';
import { decodeWords, readMail } from '../../../emulator/mail/read-mail.ts';
import { undoAfterTest } from '../../../kit/clean-up.ts';
import { hostile, messageOf } from '../../../kit/messages.ts';
import { selfSigned } from './self-signed.ts';

let server: MailServer;

beforeEach(async () => {
  server = await new MailServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
  }).start();
});
afterEach(() => server.stop());

async function open(change: Partial<EmailChannel> = {}, secret?: string, trust?: string): Promise<Channel> {
  const settings = {
    type: 'email',
    url: `smtp://127.0.0.1:${server.port}`,
    from: 'rgz@example.com',
    ...change,
  } as const;
  const timeouts = { connect: 1_000, greeting: 500, silence: 800, message: 1_500 };
  const some = { name: 'mail', settings, secret, looks: new Map(), timeouts };
  const channel = await openEmailChannel(trust === undefined ? some : { ...some, trust });
  undoAfterTest(() => channel.close());
  return channel;
}

const received = (index = 0) => readMail(server.received[index]?.raw ?? '');

describe('what the server answers', () => {
  const others = () => [1, 2].map((number) => messageOf(number, { to: `p${number}@example.com` }));
  const answers = {
    '450 for one mailbox': [{ to: [450, '4.2.1 try again'] }, [{ kind: 'later', all: false }, { kind: 'delivered' }]],
    '452 for one full mailbox': [{ to: [452, '4.2.2 full'] }, [{ kind: 'later', all: false }, { kind: 'delivered' }]],
    '452 for a full disk': [{ to: [452, '4.3.1 no space'] }, [{ kind: 'later', all: true }]],
    '550 for one mailbox': [{ to: [550, '5.1.1 no such user'] }, [{ kind: 'refused' }, { kind: 'delivered' }]],
    '421 for one mailbox': [{ to: [421, '4.7.0 slower'] }, [{ kind: 'later', all: true }]],
    '530 before a mailbox': [{ to: [530, '5.7.0 log in'] }, [{ kind: 'later', all: true }]],
    '550 for the sender': [{ from: [550, '5.7.1 not you'] }, [{ kind: 'later', all: true }]],
    '552 for the size': [{ from: [552, '5.3.4 too big'] }, [{ kind: 'refused' }, { kind: 'refused' }]],
    '451 after the mail': [{ data: [451, '4.7.1 greylisted'] }, [{ kind: 'later', all: false }, { kind: 'delivered' }]],
    '554 after the mail': [{ data: [554, '5.6.0 no'] }, [{ kind: 'refused' }, { kind: 'delivered' }]],
  } as const;

  it.each(Object.entries(answers))('is heard: %s', async (_, [rule, wanted]) => {
    if ('to' in rule) server.rules.to = (to) => (to === 'p1@example.com' ? rule.to : undefined);
    if ('from' in rule) server.rules.from = () => rule.from;
    if ('data' in rule) server.rules.data = (mail) => (mail.includes('p1@example.com') ? rule.data : undefined);
    const outcomes = await (await open()).deliver(others());
    expect(outcomes).toMatchObject(wanted);
    const [status, words] = Object.values(rule)[0] ?? [];
    expect(JSON.stringify(outcomes[0])).toContain(`127.0.0.1:${server.port} `);
    expect(JSON.stringify(outcomes[0])).toContain(`${status} ${words}`);
  });

  it('keeps what a person hears of a record in its order', async () => {
    const answers = [[450, '4.2.1 not now'] as const];
    server.rules.to = () => answers.pop();
    const of = (number: number, record: string) => messageOf(number, { thread: { record } });
    const outcomes = await (await open()).deliver([of(1, 'PR-1'), of(2, 'PR-2'), of(3, 'PR-1')]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['later', 'delivered', 'later']);
    expect(server.received).toHaveLength(1);
  });

  it('does not reach a mailbox whose address is none', async () => {
    for (const to of ['', 'x', 'a@b@c', 'a@b,c@d', 'a@b\r\nRCPT TO:<x@evil.example>', '<a@b>', '"a b"@c', 'a@b c']) {
      const outcomes = await (await open()).deliver([messageOf(1, { to })]);
      expect([to, outcomes]).toMatchObject([to, [{ kind: 'refused' }]]);
    }
    expect(server.connections).toBe(0);
  });

  it('uses one connection for all', async () => {
    const messages = Array.from({ length: 5 }, (_, index) => messageOf(index));
    expect(await (await open()).deliver(messages)).toHaveLength(5);
    expect(server.connections).toBe(1);
  });

  it('goes on over another connection when the server ends one between two mails', async () => {
    let taken = 0;
    await server.listen((socket) => {
      socket.write('220 ready\r\n');
      socket.on('data', (chunk) => {
        const said = String(chunk);
        if (said.startsWith('DATA')) socket.write('354 go on\r\n');
        else if (said.endsWith('\r\n.\r\n')) {
          taken += 1;
          socket.end('250 taken\r\n');
        } else if (/^(?:EHLO|MAIL|RCPT)/.test(said)) socket.write('250 fine\r\n');
      });
    });
    const outcomes = await (await open()).deliver([messageOf(1), messageOf(2), messageOf(3)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['delivered', 'delivered', 'delivered']);
    expect(taken).toBe(3);
  });

  it('ends by itself when the server answers by drops', async () => {
    await server.listen((socket) => {
      const drip = setInterval(() => socket.write('220-'), 100);
      socket.on('close', () => clearInterval(drip));
    });
    const outcomes = await (await open()).deliver([messageOf(1)]);
    expect(outcomes).toMatchObject([{ kind: 'later', all: true }]);
  });

  it('can be closed while it delivers', async () => {
    const channel = await open();
    let connected = (): void => undefined;
    const met = new Promise<void>((resolve) => {
      connected = resolve;
    });
    await server.listen(() => connected());
    const delivering = channel.deliver([messageOf(1)]);
    await met;
    await channel.close();
    expect(await delivering).toMatchObject([{ kind: 'later', all: true }]);
  });
});

describe('who may read along', () => {
  it('nothing is sent in clear where TLS is required', async () => {
    const outcomes = await (await open({ tls: 'required' })).deliver([messageOf(1)]);
    expect(outcomes).toMatchObject([
      { kind: 'later', all: true, reason: expect.stringContaining('no TLS that works') },
    ]);
    expect(server.received).toEqual([]);
  });

  it('a certificate that nobody vouches for is not trusted', async () => {
    const { key, cert } = selfSigned();
    const trusted = await new MailServer({ key, cert, authOptional: true }).start();
    undoAfterTest(() => trusted.stop());
    const url = `smtp://127.0.0.1:${trusted.port}`;
    const outcomes = await (await open({ url, tls: 'required' })).deliver([messageOf(1)]);
    const reason = expect.stringMatching(/not trusted.*NODE_EXTRA_CA_CERTS/);
    expect(outcomes).toMatchObject([{ kind: 'later', all: true, reason }]);
    expect(await (await open({ url, tls: 'required' }, undefined, cert)).deliver([messageOf(1)])).toHaveLength(1);
    expect(await (await open({ url, tls: 'opportunistic' })).deliver([messageOf(1)])).toHaveLength(1);
    expect(await (await open({ url, tls: 'never' })).deliver([messageOf(1)])).toHaveLength(1);
    expect(trusted.received.map(({ secure }) => secure)).toEqual([true, true, false]);
  });

  it('a password is asked for where there is a username, and used', async () => {
    await (await open({ username: 'ops' }, 'sesame')).deliver([messageOf(1)]);
    expect(server.received[0]?.user).toBe('ops');
    await expect(open({ username: 'ops' })).rejects.toMatchObject({
      code: 'config.invalid',
      message: 'the channel mail: RGZ_SMTP_PASSWORD is not set',
      remedy: ['set RGZ_SMTP_PASSWORD to the password for whoever sends: the controller, or rgz notify test'],
    });
    await expect(open({ username: 'ops', passwordVariable: 'MAIL' }, 'a\n')).rejects.toThrow('MAIL holds a line end');
  });

  it('a password never goes where somebody may have taken TLS away', async () => {
    const away = { url: 'smtp://mail.example.com', username: 'ops', tls: 'opportunistic' } as const;
    await expect(open(away, 'sesame')).rejects.toThrow('in clear');
    await expect(open({ url: 'smtps://x.example', tls: 'never' })).rejects.toThrow('smtps is TLS');
    await expect(open({ url: 'smtp://a:b:c' })).rejects.toThrow('no address of a mail server');
  });

  it('a server that lets nobody in gets no mail', async () => {
    await server.stop();
    server = await new MailServer({ disabledCommands: ['AUTH', 'STARTTLS'] }).start();
    const outcomes = await (await open({ username: 'ops' }, 'sesame')).deliver([messageOf(1)]);
    expect(outcomes).toMatchObject([
      { kind: 'later', all: true, reason: expect.stringContaining('as ops: see username') },
    ]);
    expect(server.received).toEqual([]);
  });
});

describe('the head of a mail', () => {
  it('says what it is, under ids that stay', async () => {
    const channel = await open({ fromName: 'Freigaben für alle', replyTo: 'cab@example.com' });
    await channel.deliver([messageOf(1), messageOf(1)]);
    const [one, other] = [received(0), received(1)];
    expect(one.header('Message-ID')).toBe('<m-00000001@example.com>');
    expect(other.header('Message-ID')).toBe(one.header('Message-ID'));
    expect(one.header('Auto-Submitted')).toBe('auto-generated');
    expect(one.header('X-Rgz-Message')).toBe('m-00000001');
    expect(one.header('X-Rgz-Event')).toBe('0000000000000000000000000000000000000001.PR-2026-0001.0');
    expect(decodeWords(one.header('From') ?? '')).toBe('Freigaben für alle <rgz@example.com>');
    expect(one.header('Reply-To')).toBe('cab@example.com');
    expect(one.header('To')).toBe('cleo@example.com');
  });

  it('hangs the mails of one record on one thread, and of another on another', async () => {
    await (await open()).deliver([
      messageOf(1),
      messageOf(2, { thread: { record: 'PR-2026-0001' }, events: messageOf(1).events }),
      messageOf(3),
    ]);
    const threads = [0, 1, 2].map((index) => received(index).header('References'));
    expect(threads[0]).toMatch(/^<record\.PR-2026-0001\.[0-9a-f]{16}@example\.com>$/);
    expect(threads[1]).toBe(threads[0]);
    expect(threads[2]).not.toBe(threads[0]);
    expect(received(0).header('In-Reply-To')).toBe(threads[0]);
  });

  it('holds nothing that a text puts there', async () => {
    const evil = `x\r\nBcc: victim@evil.example\n\nbody ${hostile}`;
    const events = messageOf(1).events.map((event) => ({ ...event, id: evil, record: { ...event.record, id: evil } }));
    const subject = `${evil} é \u202e`;
    const settings = { fromName: 'x\r\nBcc: victim@evil.example' };
    await (await open(settings)).deliver([
      messageOf(1, { id: evil, events, subject, headline: evil, thread: { record: evil, mark: evil } }),
    ]);
    const names = received().head.map((line) => line.slice(0, line.indexOf(':')));
    const wanted = ['From', 'To', 'Subject', 'Message-ID', 'In-Reply-To', 'References', 'Date', 'MIME-Version'];
    const ours = ['Auto-Submitted', 'X-Auto-Response-Suppress', 'X-Rgz-Message', 'X-Rgz-Event', 'Content-Type'];
    expect(names.sort()).toEqual([...wanted, ...ours].sort());
    expect(server.received[0]?.to).toEqual(['cleo@example.com']);
    expect(decodeWords(received().header('Subject') ?? '')).not.toMatch(/[\r\n\u202e]/);
  });

  it('is not as long as a digest', async () => {
    const events = Array.from({ length: 500 }, (_, index) => messageOf(index).events).flat();
    await (await open()).deliver([messageOf(1, { events })]);
    expect(received().head.filter((line) => line.startsWith('X-Rgz-Event'))).toHaveLength(100);
  });
});
