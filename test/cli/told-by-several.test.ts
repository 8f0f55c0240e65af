import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { MailServer } from '../emulator/mail/mail-server.ts';
import { readMail } from '../emulator/mail/read-mail.ts';
import { approveMany } from '../kit/approve-many.ts';
import { undoAfterTest } from '../kit/clean-up.ts';
import { runGit } from '../kit/folder.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { runRgz } from '../kit/run-rgz.ts';
import { RunningRgz } from '../kit/start-rgz.ts';

const requests = 12;
/** Asked for, approved, claimed, started, done. */
const events = 5 * requests;
const secret = 'the secret of a receiver, in tests';

test('three controllers that share the channels tell everything once', async () => {
  const hook: string[] = [];
  let all: () => void = () => undefined;
  const complete = new Promise<void>((resolve) => {
    all = resolve;
  });
  const receiver = createServer(async (request, response) => {
    await text(request);
    hook.push(String(request.headers['x-rgz-event']));
    if (new Set(hook).size === events) all();
    response.writeHead(204).end();
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  undoAfterTest(() => new Promise((done) => receiver.close(done).closeAllConnections()));
  const server = await new MailServer({ authOptional: true, disabledCommands: ['STARTTLS'] }).start();
  undoAfterTest(() => server.stop());
  const { port } = receiver.address() as AddressInfo;
  const telling = { gatherSeconds: 0, digestAbove: 1000, perSecond: 1000 };
  const repository = await makeRepository({
    config: {
      environments: { staging: {}, prod: { deployer: 'local' } },
      order: ['staging', 'prod'],
      deployers: { local: { type: 'command', command: ['true'] } },
      notifications: {
        channels: {
          hook: { type: 'webhook', url: `http://127.0.0.1:${port}/` },
          mail: { type: 'email', url: `smtp://127.0.0.1:${server.port}`, from: 'rgz@example.com', telling },
        },
      },
    },
  });
  const seat = (who: 'dora' | 'carl') => ({ folder: repository.work, env: repository.env(who) });
  await approveMany(seat('dora'), seat('carl'), { count: requests, targets: requests, tenant: 'tenant-finance' });
  const folders = ['one', 'two', 'three'].map((name) => cloneOf(repository, name));
  const env = { ...repository.env('robot'), RGZ_WEBHOOK_SECRET: secret };
  const running = folders.map(
    (cwd, index) =>
      new RunningRgz(['controller', 'run', '--name', `c${index}`, '--poll', '1', '--log', 'json'], { cwd, env }),
  );
  await complete;
  for (const each of running) (await each.stop()).orThrow();
  // Whatever one of them had claimed and not sent when it was told to stop is left to the next.
  const [cwd = ''] = folders;
  (await runRgz(['controller', 'run', '--name', 'c0', '--until-idle'], { cwd, env })).orThrow();
  expect(hook).toHaveLength(events);
  expect(new Set(hook).size).toBe(events);
  const mails = server.received.map(({ to, raw }) => `${to} ${readMail(raw).header('Message-ID')}`);
  expect(new Set(mails).size).toBe(mails.length);
  const { json } = (await repository.rgz('vera', 'notify', 'status', '--json')).orThrow();
  expect(json).toMatchObject([
    { channel: 'hook', state: 'well', delivered: events, late: 0, dead: 0 },
    { channel: 'mail', state: 'well', delivered: mails.length, late: 0, dead: 0 },
  ]);
  (await repository.rgz('vera', 'audit')).orThrow();
}, 120_000);

function cloneOf(repository: Repository, name: string): string {
  runGit(repository.root, repository.env('robot'), ['clone', '-q', join(repository.root, 'remote.git'), name]);
  return join(repository.root, name);
}
