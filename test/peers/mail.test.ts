import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEmailChannel } from '../../src/adapters/notifiers/email/index.ts';
import { samples } from '../adapters/notifiers/email/samples.ts';
import { selfSigned } from '../adapters/notifiers/email/self-signed.ts';
import { decodeWords, readMail } from '../emulator/mail/read-mail.ts';
import { undoAfterTest } from '../kit/clean-up.ts';
import { makeFolder, writeUnder } from '../kit/folder.ts';
import { hostile, messageOf } from '../kit/messages.ts';

interface Peer {
  port: number;
  arrived(): readonly string[];
}

/** Starts Debian's Postfix, which takes mail for people of example.com over TLS, and puts it into a folder. */
async function startPostfix(cert: string, key: string): Promise<Peer> {
  if (spawnSync('postconf', ['mail_version']).status !== 0)
    throw new Error('Postfix is not here: apt-get install postfix, and run this as root');
  const folder = makeFolder();
  const port = await freePort();
  const log = join(folder, 'log');
  // Its parts are other users of this machine.
  chmodSync(join(folder, '..'), 0o755);
  chmodSync(folder, 0o755);
  const [config, queue, data, mails] = ['config', 'queue', 'data', 'mails'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ];
  for (const each of [config, queue, data, mails]) mkdirSync(each);
  execFileSync('chown', ['postfix', data]);
  execFileSync('chown', ['nobody', mails]);
  const nobody = execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' }).trim();
  writeUnder(
    config,
    'main.cf',
    `compatibility_level = 3.6
queue_directory = ${queue}
data_directory = ${data}
maillog_file = ${log}
maillog_file_prefixes = ${folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = localhost.example
mydestination =
mynetworks =
alias_maps =
alias_database =
local_recipient_maps =
virtual_mailbox_domains = example.com
virtual_mailbox_base = ${mails}
virtual_mailbox_maps = static:inbox/
virtual_uid_maps = static:${nobody}
virtual_gid_maps = static:${nobody}
smtpd_tls_security_level = encrypt
smtpd_tls_cert_file = ${writeUnder(folder, 'cert.pem', cert)}
smtpd_tls_key_file = ${writeUnder(folder, 'key.pem', key, 0o600)}
smtpd_relay_restrictions = reject_unauth_destination
smtpd_recipient_restrictions = check_recipient_access inline:{ { full@example.com = 452 4.2.2 full } }
`,
  );
  const services = ['pickup unix n - n 60 1 pickup', 'cleanup unix n - n - 0 cleanup', 'qmgr unix n - n 300 1 qmgr'];
  const more =
    'tlsmgr rewrite:trivial-rewrite bounce defer:bounce trace:bounce proxymap error retry:error virtual anvil';
  const others = more.split(' ').map((each) => {
    const [name = '', program = name] = each.split(':');
    return `${name} unix - n n - ${name === 'anvil' || name === 'tlsmgr' ? 1 : '-'} ${program}`;
  });
  const logger = 'postlog unix-dgram n - n - 1 postlogd';
  const lines = [`127.0.0.1:${port} inet n - n - - smtpd`, ...services, ...others, logger, ''];
  writeUnder(config, 'master.cf', lines.join('\n'));

  const child = spawn('postfix', ['-c', config, 'start-fg'], { stdio: 'ignore' });
  const failed = new Promise<never>((_, reject) => {
    child.on('error', reject);
    child.on('exit', () =>
      reject(new Error(`postfix ended: ${existsSync(log) ? readFileSync(log, 'utf8') : 'without a word'}`)),
    );
  });
  undoAfterTest(async () => {
    if (child.exitCode !== null) return;
    const ended = once(child, 'exit');
    execFileSync('postfix', ['-c', config, 'stop'], { stdio: 'ignore' });
    await ended;
  });
  await Promise.race([failed, expect.poll(() => isListening(port), { timeout: 20_000 }).toBe(true)]);
  failed.catch(() => undefined);
  const inbox = join(mails, 'inbox', 'new');
  return {
    port,
    arrived: () => (existsSync(inbox) ? readdirSync(inbox).map((name) => readFileSync(join(inbox, name), 'utf8')) : []),
  };
}

function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  return new Promise<boolean>((resolve) => {
    socket.on('connect', () => resolve(true));
    socket.on('error', () => resolve(false));
  }).finally(() => socket.destroy());
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('Postfix takes mails over TLS, and delivers them as they were meant', async () => {
  const { cert, key } = selfSigned('rsa');
  const { port, arrived } = await startPostfix(cert, key);
  const url = `smtp://127.0.0.1:${port}`;
  const settings = { type: 'email', url, from: 'rgz@example.com', tls: 'required' } as const;
  const channel = await openEmailChannel({ name: 'mail', settings, secret: undefined, looks: new Map(), trust: cert });
  const [, sample = messageOf(1)] = samples.find(([name]) => name === 'ask-fr') ?? [];
  const to = 'dora@example.com';
  const outcomes = await channel.deliver([
    { ...sample, to },
    messageOf(2, { to: 'jane@elsewhere.example' }),
    messageOf(3, { to: 'full@example.com' }),
    messageOf(4, { to, subject: `${hostile}\r\nBcc: x@evil.example`, lead: `.\r\n..\r\n.\r\nQUIT\r\n${hostile}` }),
  ]);
  expect(outcomes).toMatchObject([
    { kind: 'delivered' },
    { kind: 'refused', reason: expect.stringContaining('Relay access denied') },
    { kind: 'later', all: false },
    { kind: 'delivered' },
  ]);

  await expect.poll(() => arrived().length, { timeout: 20_000 }).toBe(2);
  const mails = arrived().map(readMail);
  const find = (id: string) => mails.find((mail) => mail.header('X-Rgz-Message') === id) ?? readMail('');
  const first = find(sample.id);
  expect(decodeWords(first.header('Subject') ?? '')).toBe(sample.subject);
  expect(first.header('Message-ID')).toBe(`<${sample.id}@example.com>`);
  expect(first.parts.get('text/plain')).toContain('Corrige les délais dépassés du service des cartes');
  const golden = new URL('../adapters/notifiers/email/golden/ask-fr.html', import.meta.url);
  expect(first.parts.get('text/html')).toBe(readFileSync(golden, 'utf8'));
  const other = find(messageOf(4).id);
  expect(other.head.filter((line) => /^bcc/i.test(line))).toEqual([]);
  expect(other.parts.get('text/plain')).toContain('QUIT');
  expect(other.parts.get('text/plain')).toContain('<script>alert(1)</script>');
});
