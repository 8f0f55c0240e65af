import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from '../api/call.ts';
import { AwxEmulator } from '../emulator/awx/emulator.ts';
import { makeRepository } from '../kit/repository.ts';
import { RunningRgz } from '../kit/start-rgz.ts';

const token = 'sup3r-s3cret-t0ken';
const secret = 'a-secret-that-nobody-guesses';
const basic = `Basic ${Buffer.from(`awx:${secret}`).toString('base64')}`;

/** Hands what AWX tells on to where the controller turns out to listen, and keeps the answers. */
class Relay {
  readonly answers: { status: number; body: string }[] = [];
  readonly #server: Server;
  tell: () => void = () => undefined;
  /** Where what AWX tells goes; until that is known, it is kept. */
  to: (url: string) => void = () => undefined;
  readonly #target = new Promise<string>((resolve) => {
    this.to = resolve;
  });

  constructor() {
    this.#server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      const headers = { authorization: request.headers.authorization ?? '', 'content-type': 'application/json' };
      const answer = await call(await this.#target, { method: 'POST', headers, body: Buffer.concat(parts) });
      this.answers.push({ status: answer.status, body: answer.body });
      response.writeHead(answer.status).end();
      this.tell();
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** Waits until AWX has told of so many things. */
  async told(count: number): Promise<void> {
    while (this.answers.length < count)
      await new Promise<void>((resolve) => {
        this.tell = resolve;
      });
  }

  close(): void {
    this.#server.close();
  }
}

const relay = new Relay();
let emulator: AwxEmulator;

beforeAll(async () => {
  emulator = new AwxEmulator({
    hold: true,
    users: [{ username: 'rgz', password: 'x', superuser: true, tokens: [{ token }] }],
    templates: [{ name: 'deploy', allow_simultaneous: true }],
    callbacks: [{ url: await relay.open(), headers: { authorization: basic } }],
  });
  await emulator.start();
});
afterAll(async () => {
  relay.close();
  await emulator.close();
});

test('what AWX tells of its jobs is heard, and the end of a job is believed to AWX alone', async () => {
  const repository = await makeRepository({
    config: {
      environments: { dev: {}, staging: {}, prod: { deployer: 'awx' } },
      order: ['dev', 'staging', 'prod'],
      deployers: { awx: { type: 'awx', url: emulator.url, template: 'deploy', secretVariable: 'MY_AWX' } },
      controller: { callbackSecretVariable: 'HOOK_SECRET' },
    },
  });
  const id = await repository.request();
  (await repository.rgz('cleo', 'approve', id)).orThrow();
  const args = ['controller', 'run', '--listen', '127.0.0.1:0', '--log', 'json'];
  const env = { ...repository.env('robot'), MY_AWX: token, HOOK_SECRET: secret };
  const running = new RunningRgz(args, { cwd: repository.work, env });
  const url = (await running.told('listening')).message.replace('listening on ', '');
  relay.to(`${url}/webhooks/awx/job-complete`);
  const { attempt } = (await running.told('launched', id)) as { attempt?: string };
  const lie = { id: 1, status: 'successful', extra_vars: JSON.stringify({ rgz_attempt: attempt }) };
  const headers = { 'x-rgz-secret': secret };
  const told = await call(`${url}/webhooks/awx/job-complete`, { method: 'POST', headers, body: JSON.stringify(lie) });
  expect([told.status, told.body]).toEqual([202, '{"heard":true}']);
  await relay.told(1);
  expect(running.journal.map(({ event }) => event)).not.toContain('deployed');
  emulator.finish(attempt ?? '', { status: 'successful' });
  await running.told('deployed', id);
  await relay.told(2);
  expect(relay.answers.map(({ status }) => status)).toEqual([202, 202]);
  expect((await running.stop()).orThrow().stdout).toContain('3 commits made');
});
