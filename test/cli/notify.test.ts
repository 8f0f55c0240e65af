import { expect, test } from 'vitest';
import { MailServer } from '../emulator/mail/mail-server.ts';
import { decodeWords, readMail } from '../emulator/mail/read-mail.ts';
import { undoAfterTest } from '../kit/clean-up.ts';
import { makeRepository, type Repository, type RepositoryOptions } from '../kit/repository.ts';

const secret = 's3cret-of-the-mail';

interface Stage {
  repository: Repository;
  server: MailServer;
  /** Who got a mail with which subject. */
  mails(): string[];
}

/** A repository whose controllers tell by mail, and the server of that mail. */
async function stageWith(telling: Record<string, unknown> = {}, more: RepositoryOptions = {}): Promise<Stage> {
  const server = await new MailServer({ authOptional: true, disabledCommands: ['STARTTLS'] }).start();
  undoAfterTest(() => server.stop());
  const mail = {
    type: 'email',
    url: `smtp://127.0.0.1:${server.port}`,
    from: 'rgz@example.com',
    username: 'rgz',
    passwordVariable: 'MAIL_PASSWORD',
    telling,
  };
  const config = {
    environments: { staging: {}, prod: { deployer: 'local' } },
    order: ['staging', 'prod'],
    deployers: { local: { type: 'command', command: ['true'] } },
    notifications: { channels: { mail } },
  };
  const repository = await makeRepository({ config, ...more });
  const mails = () =>
    server.received.map(({ to, raw }) => `${to} ${decodeWords(readMail(raw).header('Subject') ?? '')}`);
  return { repository, server, mails };
}

const controller = ({ repository }: Stage, ...flags: string[]) =>
  repository.run('robot', ['controller', 'run', ...flags], { env: { MAIL_PASSWORD: secret } });

test('people get a mail for what concerns them, with the command to type, and each once', async () => {
  const stage = await stageWith({}, { identity: 'signed' });
  const { repository, server, mails } = stage;
  const id = await repository.request('dora');
  (await controller(stage, '--once')).orThrow();
  expect(mails()).toContain(`cleo@example.com ${id} waits for your approval: api/payment-api@2.1.0 to prod`);
  expect(mails()).not.toContainEqual(expect.stringContaining('dora@example.com'));
  const [first] = server.received;
  expect(readMail(first?.raw ?? '').parts.get('text/plain')).toContain(`rgz approve ${id}`);
  expect(first?.user).toBe('rgz');
  (await repository.rgz('cleo', 'approve', id)).orThrow();
  (await controller(stage, '--until-idle')).orThrow();
  const before = mails().length;
  expect(mails().filter((mail) => mail.startsWith('dora@example.com'))).toEqual([
    `dora@example.com ${id} is approved: api/payment-api@2.1.0 to prod`,
    `dora@example.com ${id} is being deployed: api/payment-api@2.1.0 to prod`,
    `dora@example.com ${id} is live: api/payment-api@2.1.0 in prod`,
  ]);
  (await controller(stage, '--once')).orThrow();
  expect(mails()).toHaveLength(before);
  const status = (await repository.rgz('vera', 'notify', 'status', '--json')).orThrow().json;
  expect(status).toMatchObject([
    { channel: 'mail', type: 'email', state: 'well', delivered: before, late: 0, dead: 0 },
  ]);
  expect((await repository.rgz('vera', 'audit')).code).toBe(0);
});

test('a dead letter is listed with its reason, and put up again by those who may stop the line', async () => {
  const stage = await stageWith();
  const { repository, server, mails } = stage;
  await repository.request('dora');
  server.rules = { to: (address) => (address.startsWith('cleo') ? [550, '5.1.1 no such user'] : undefined) };
  (await controller(stage, '--once')).orThrow();
  const letters = (await repository.rgz('vera', 'notify', 'dead', '--json')).orThrow().json as { id: string }[];
  expect(letters).toMatchObject([
    { channel: 'mail', to: 'cleo@example.com', reason: expect.stringContaining('no such user') },
  ]);
  expect((await repository.rgz('vera', 'notify', 'dead')).stdout).toContain('cleo@example.com');
  const [{ id: whole = '' } = {}] = letters;
  const id = whole.slice(0, 8);
  const refused = await repository.rgz('dora', 'notify', 'resend', id);
  expect(refused).toMatchObject({ code: 4 });
  expect(refused.stderr).toContain('policy.not-allowed');
  expect(await repository.rgz('ada', 'notify', 'resend', 'nothing')).toMatchObject({ code: 3 });
  expect(await repository.rgz('ada', 'notify', 'resend')).toMatchObject({ code: 2 });
  server.rules = {};
  (await repository.rgz('ada', 'notify', 'resend', id)).orThrow();
  expect(mails()).not.toContainEqual(expect.stringContaining('cleo@example.com'));
  (await controller(stage, '--once')).orThrow();
  expect(mails().filter((mail) => mail.startsWith('cleo@example.com'))).toHaveLength(1);
  expect((await repository.rgz('vera', 'notify', 'dead', '--json')).json).toEqual([]);
});

test('a dead letter is dropped by the same people, and of several ids all are known or none is moved', async () => {
  const stage = await stageWith();
  const { repository, server } = stage;
  await repository.request('dora');
  const why = `5.1.1 no such user, and ${'so much more to say about it, '.repeat(6)}ask the postmaster`;
  server.rules = { to: () => [550, why] };
  (await controller(stage, '--once')).orThrow();
  const dead = async () =>
    (await repository.rgz('vera', 'notify', 'dead', '--json')).orThrow().json as { id: string }[];
  const [first, second] = (await dead()).map(({ id }) => id);
  const shown = (await repository.run('vera', ['notify', 'dead'], { env: { COLUMNS: '80' } })).orThrow().stdout;
  expect(shown.replace(/\s+/g, ' ')).toContain('ask the postmaster');
  for (const line of shown.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  expect(await repository.rgz('ada', 'notify', 'resend', first ?? '', 'ffffffff')).toMatchObject({ code: 3 });
  expect(await repository.rgz('ada', 'notify', 'drop', first?.slice(0, 7) ?? '')).toMatchObject({ code: 3 });
  expect(await repository.rgz('dora', 'notify', 'drop', first ?? '')).toMatchObject({ code: 4 });
  expect(await dead()).toHaveLength(3);
  (await repository.rgz('ada', 'notify', 'drop', first ?? '', second?.slice(0, 8) ?? '')).orThrow();
  expect(await dead()).toHaveLength(1);
});

test('a place that nobody can read is one row of the status, and keeps nobody from the others', async () => {
  const { repository } = await stageWith();
  const config = repository.show('.rgz/config.yaml').replace('channels:', 'channels:\n    screen: { type: console }');
  repository.commit('ada', { files: { '.rgz/config.yaml': `${config}\n` }, message: 'tell the screen, too' });
  const { objects } = repository;
  const blob = objects.write('blob', Buffer.from('{"format":1,"late":[{}]}'));
  const tree = objects.write('tree', Buffer.concat([Buffer.from('100644 state.json\0'), Buffer.from(blob, 'hex')]));
  const place = repository.git('commit-tree', '-m', 'by hand', tree);
  repository.git('push', '-q', 'origin', `${place}:refs/rgz/notify/mail`);
  const status = (await repository.rgz('vera', 'notify', 'status', '--json')).orThrow().json;
  expect(status).toMatchObject([
    { channel: 'screen', state: 'local' },
    { channel: 'mail', state: 'broken', fault: { remedy: [expect.stringContaining('git push origin :refs/rgz/')] } },
  ]);
  expect((await repository.rgz('vera', 'notify', 'status')).stdout).toMatch(/mail .*broken/);
  expect((await repository.rgz('vera', 'notify', 'dead', '--json')).orThrow().json).toEqual([]);
  (await repository.rgz('ada', 'notify', 'resend', '--all')).orThrow();
  expect(await repository.rgz('vera', 'notify', 'dead', 'mail')).toMatchObject({ code: 6 });
});

test('who was to send and is gone does not send, and what is due is said to be', async () => {
  const stage = await stageWith({ gatherSeconds: 0 });
  const { repository, server } = stage;
  await repository.request('dora');
  server.rules = { to: () => [450, '4.2.2 mailbox full'] };
  (await controller(stage, '--once')).orThrow();
  const shown = (await repository.rgz('vera', 'notify', 'status')).orThrow().stdout;
  expect(shown).toMatch(/waiting .*mailbox full/);
});

test('a server that is away keeps nobody from deploying, and the status says why', async () => {
  const stage = await stageWith();
  const { repository, server } = stage;
  await server.stop();
  const id = await repository.request('dora');
  (await repository.rgz('cleo', 'approve', id)).orThrow();
  const ran = (await controller(stage, '--until-idle')).orThrow();
  expect(ran.stderr).toContain('notify-away');
  expect((await repository.rgz('vera', 'request', 'show', id, '--json')).json).toMatchObject({
    status: { state: 'deployed' },
  });
  const status = await repository.rgz('vera', 'notify', 'status', '--json');
  expect(status.json).toMatchObject([
    { state: 'away', delivered: 0, trouble: { reason: expect.stringContaining('127.0.0.1') } },
  ]);
  expect(status.stdout).not.toContain(secret);
  expect(ran.stderr).not.toContain(secret);
});

test('a channel is tried with one message', async () => {
  const stage = await stageWith();
  const { repository, server, mails } = stage;
  const env = { MAIL_PASSWORD: secret };
  const sent = await repository.run('ada', ['notify', 'test', 'mail', '--to', 'vera@example.com'], { env });
  expect(sent.orThrow().stdout).toBe('mail took a test message for vera@example.com\n');
  expect(mails()).toEqual(['vera@example.com A test of the channel mail']);
  expect(await repository.run('ada', ['notify', 'test', 'mail'], { env })).toMatchObject({ code: 2 });
  expect(await repository.run('ada', ['notify', 'test', 'post', '--to', 'a@b.c'], { env })).toMatchObject({ code: 3 });
  const without = await repository.rgz('ada', 'notify', 'test', 'mail', '--to', 'vera@example.com');
  expect(without.stderr).toContain('MAIL_PASSWORD');
  expect(without.code).toBe(3);
  server.rules = { to: () => [550, '5.1.1 no such user'] };
  const lost = await repository.run('ada', ['notify', 'test', 'mail', '--to', 'nobody@example.com', '--json'], { env });
  expect(lost.code).toBe(5);
  expect(JSON.parse(lost.stderr)).toMatchObject({ error: { code: 'notify.undelivered' } });
  const odd = await repository.run('ada', ['notify', 'test', 'mail', '--to', "o'hara@example.com"], { env });
  expect(odd.stderr).toContain(String.raw`--to 'o'\''hara@example.com'`);
});

test('own words of the repository are used, and a file that is none is told of', async () => {
  const stage = await stageWith();
  const { repository, mails } = stage;
  const own = 'events:\n  request-created:\n    subject: "Please look at {id}, {constructor}"\n';
  repository.commit('ada', { files: { 'templates/messages/en.yaml': own }, message: 'Our words' });
  const id = await repository.request('dora');
  (await controller(stage, '--once')).orThrow();
  expect(mails()).toContain(`cleo@example.com Please look at ${id}, {constructor}`);
  repository.commit('ada', { files: { 'templates/messages/en.yaml': 'a: &b 1\nc: *b\n' }, message: 'Broken words' });
  await repository.request('dora');
  const ran = (await controller(stage, '--once')).orThrow();
  expect(ran.stderr).toContain('notify-texts');
  expect(mails().some((mail) => mail.includes('waits for your approval'))).toBe(true);
  const files = {
    'templates/messages/email.html': '<p>{{nothing}}</p>',
    'templates/messages/fr.yaml': 'x'.repeat(70_000),
  };
  repository.commit('ada', { files, message: 'Broken looks' });
  const before = mails().length;
  await repository.request('dora');
  const { stderr } = (await controller(stage, '--once')).orThrow();
  expect(stderr).toContain('email.html, line 1');
  expect(stderr).toContain('fr.yaml is longer than');
  expect(mails().length).toBeGreaterThan(before);
});
