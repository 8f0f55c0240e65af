import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { MailServer } from '../emulator/mail/mail-server.ts';
import { readMail } from '../emulator/mail/read-mail.ts';
import { approveMany } from '../kit/approve-many.ts';
import { undoAfterTest } from '../kit/clean-up.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { RunningRgz } from '../kit/start-rgz.ts';

/** A repository whose controllers tell by mail, and have approved requests to carry out. */
async function tellingBy(server: MailServer, requests: number): Promise<Repository> {
  undoAfterTest(() => server.stop());
  const mail = {
    type: 'email',
    url: `smtp://127.0.0.1:${server.port}`,
    from: 'rgz@example.com',
    telling: { gatherSeconds: 0, digestAbove: 1000 },
  };
  const repository = await makeRepository({
    config: {
      environments: { staging: {}, prod: { deployer: 'local' } },
      order: ['staging', 'prod'],
      deployers: { local: { type: 'command', command: ['true'] } },
      notifications: { channels: { mail } },
    },
  });
  const seat = (who: 'dora' | 'carl') => ({ folder: repository.work, env: repository.env(who) });
  await approveMany(seat('dora'), seat('carl'), { count: requests, targets: requests, tenant: 'tenant-finance' });
  return repository;
}

function start(repository: Repository, ...flags: string[]): RunningRgz {
  const args = ['controller', 'run', '--poll', '1', '--log', 'json', ...flags];
  return new RunningRgz(args, { cwd: repository.work, env: repository.env('robot') });
}

async function idsOf(repository: Repository): Promise<string[]> {
  const { json } = (await repository.rgz('vera', 'request', 'list', '--json')).orThrow();
  return (json as { id: string }[]).map(({ id }) => id);
}

async function statusOf(repository: Repository): Promise<unknown> {
  return (await repository.rgz('vera', 'notify', 'status', '--json')).orThrow().json;
}

/** Greets, and then says every second that it has more to say: as long as a mail may take at all. */
function drip(socket: Socket): void {
  const more = setInterval(() => socket.write('250-wait\r\n'), 1000);
  socket.on('close', () => clearInterval(more));
  socket.write('220 slow\r\n');
}

test('a mail server that keeps a controller waiting holds up none of 100 transitions', async () => {
  const server = new MailServer();
  let closed = 0;
  const connected = new Promise<void>((resolve) => {
    const listening = server.listen((socket) => {
      socket.on('close', () => {
        closed += 1;
      });
      drip(socket);
      resolve();
    });
    undoAfterTest(() => listening);
  });
  const repository = await tellingBy(await listeningAt(server), 34);
  const ids = await idsOf(repository);
  expect(ids).toHaveLength(34);
  const running = start(repository);
  await connected;
  for (const id of ids) await running.told('deployed', id);
  // The very first mail has still not even timed out.
  expect(closed).toBe(0);
  expect(running.journal.map(({ event }) => event)).not.toContain('notify-away');
  const transitions = ['claimed', 'launched', 'deployed'];
  expect(running.journal.filter(({ record }) => record !== undefined).length).toBeGreaterThanOrEqual(
    transitions.length * ids.length,
  );
  const ended = running.stop();
  await server.stop();
  expect((await ended).code).toBe(0);
}, 120_000);

/** The port is known as soon as the listening has begun. */
async function listeningAt(server: MailServer): Promise<MailServer> {
  while (server.port === 0) await new Promise((resolve) => setImmediate(resolve));
  return server;
}

test('a controller that ends by itself waits for a silent server no longer than the channel does', async () => {
  const server = new MailServer();
  await server.listen(() => undefined);
  const repository = await tellingBy(server, 1);
  const ran = (await start(repository, '--until-idle').ended).orThrow();
  expect(ran.stderr).toContain('"notify-away"');
  const [id = ''] = await idsOf(repository);
  expect((await repository.rgz('vera', 'show', id, '--json')).json).toMatchObject({ status: { state: 'deployed' } });
  expect(await statusOf(repository)).toMatchObject([
    { state: 'away', delivered: 0, holder: null, trouble: { tries: 1, reason: expect.stringContaining('in time') } },
  ]);
}, 60_000);

test('a controller that is told to stop finishes the mail under way, and the next one goes on behind it', async () => {
  const told: string[] = [];
  let release: () => void = () => undefined;
  let third: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => {
    third = resolve;
  });
  const server = await new MailServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      text(stream).then((raw) => {
        const mail = readMail(raw);
        told.push(`${mail.header('To')} ${mail.header('Message-ID')}`);
        if (told.length !== 3) return done();
        release = done;
        third();
      }, done);
    },
  }).start();
  const repository = await tellingBy(server, 4);
  const running = start(repository);
  await reached;
  for (const id of await idsOf(repository)) await running.told('deployed', id);
  const ended = running.stop();
  release();
  (await ended).orThrow();
  // The signal may be heard a moment after the answer.
  expect(told.length).toBeLessThanOrEqual(4);
  expect(await statusOf(repository)).toMatchObject([{ holder: null, trouble: null, dead: 0, delivered: told.length }]);
  (await start(repository, '--until-idle').ended).orThrow();
  expect(told.length).toBeGreaterThan(20);
  expect(new Set(told).size).toBe(told.length);
  expect(await statusOf(repository)).toMatchObject([{ state: 'well', delivered: told.length }]);
}, 60_000);
