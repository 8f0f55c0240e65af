import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isCode } from '../../src/adapters/codes/index.ts';
import { codesIn } from '../../src/kinds/onboarding/invitations.ts';
import { HttpPeer } from '../adapters/notifiers/http-peer.ts';
import { MailServer } from '../emulator/mail/mail-server.ts';
import { readMail } from '../emulator/mail/read-mail.ts';
import { undoAfterTest } from '../kit/clean-up.ts';
import { awa, completeSession, omar } from '../kit/complete-session.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { RunningRgz } from '../kit/start-rgz.ts';

const aCode = /[A-HJ-NP-Z2-9]{4}(?:-[A-HJ-NP-Z2-9]{4}){6}/;
const command = ['controller', 'run', '--name', 'one', '--until-idle', '--log', 'json'];

interface Letter {
  to: string;
  id: string;
  code: string;
}

test('codes reach their users through crashes and refusals, and are nowhere else', async () => {
  const letters: Letter[] = [];
  const outputs: string[] = [];
  const server = await new MailServer({ authOptional: true, disabledCommands: ['STARTTLS'] }).start();
  undoAfterTest(() => server.stop());
  const gateway = new HttpPeer(({ body }) => {
    const { to, text } = JSON.parse(body) as { to: string; text: string };
    letters.push({ to, id: '', code: aCode.exec(text)?.[0] ?? '' });
    return { status: 200, body: '{}' };
  });
  await gateway.be('there');
  undoAfterTest(() => gateway.close());
  let running: RunningRgz | undefined;
  /** At which mail the controller dies, before its server has answered. */
  let fatal = 1;
  server.rules = {
    data: (raw) => {
      const mail = readMail(raw);
      const text = mail.parts.get('text/plain') ?? '';
      const to = mail.header('To') ?? '';
      if (to !== omar.email) return undefined;
      letters.push({ to, id: mail.header('Message-ID') ?? '', code: aCode.exec(text)?.[0] ?? '' });
      if (letters.filter((each) => each.to === to).length > fatal) return undefined;
      running?.stop('SIGKILL');
      return [451, '4.3.0 later'];
    },
  };
  const repository = await makeRepository({
    config: {
      environments: { staging: {}, prod: {} },
      order: ['staging', 'prod'],
      onboarding: { invitations: { link: 'https://app.example.com/login' } },
      notifications: {
        channels: {
          mail: { type: 'email', url: `smtp://127.0.0.1:${server.port}`, from: 'rgz@example.com' },
          phones: {
            type: 'sms',
            provider: 'generic',
            url: `${gateway.url}/send`,
            generic: { body: '{"to": "{to}", "text": "{text}"}' },
          },
        },
      },
    },
  });
  const session = await completeSession(repository, { locale: 'en' });
  const run = async () => {
    running = new RunningRgz(command, { cwd: repository.work, env: repository.env('robot') });
    const { stdout, stderr, code } = await running.ended;
    outputs.push(stdout, stderr);
    return code;
  };
  expect(await run()).toBe(-1);
  fatal = 2;
  expect(await run()).toBe(-1);
  expect(await run()).toBe(0);
  const mails = letters.filter(({ to }) => to === omar.email);
  expect(mails).toHaveLength(3);
  expect(new Set(mails.map(({ id, code }) => `${id} ${code}`)).size).toBe(1);
  const texts = letters.filter(({ to }) => to === awa.phone);
  expect(texts.length).toBeGreaterThan(0);
  expect(new Set(texts.map(({ code }) => code)).size).toBe(1);
  const { id } = session;
  const shown = (await repository.rgz('ada', 'show', id, '--json')).orThrow();
  const { status } = shown.json as { status: { history: { action: string; codes?: never }[] } };
  const issued = status.history.flatMap(({ codes }) => codesIn(codes));
  expect(issued).toHaveLength(2);
  for (const each of issued) {
    const code = letters.find(({ to }) => to === each.user)?.code ?? '';
    expect(isCode({ record: id, ...each }, code)).toBe(true);
  }

  const [{ code: first } = { code: '' }] = mails;
  server.rules = {
    data: (raw) => [554, `5.6.0 refused: ${aCode.exec(raw)?.[0]}, for it says ${aCode.exec(raw)?.[0].slice(0, 12)}`],
  };
  expect(await repository.rgz('vera', 'onboarding', 'invite', id, omar.email)).toMatchObject({ code: 4 });
  const asked = (await repository.rgz('ada', 'onboarding', 'invite', id, omar.email.toUpperCase())).orThrow();
  expect(asked.stdout).toContain(`${id} invitation-asked`);
  const again = await repository.rgz('ada', 'onboarding', 'invite', id, omar.email, '--json');
  const { history } = (again.orThrow().json as { status: { history: { action: string }[] } }).status;
  expect(history.filter(({ action }) => action === 'invitation-asked')).toHaveLength(1);
  expect(await repository.rgz('ada', 'onboarding', 'invite', id, 'nobody@boutique.example')).toMatchObject({ code: 3 });
  expect(await run()).toBe(0);
  const dead = (await repository.rgz('vera', 'notify', 'dead', '--json')).orThrow();
  const theirs = (dead.json as { id: string; to: string; reason: string }[]).filter(({ to }) => to === omar.email);
  expect(theirs).toMatchObject([{ reason: expect.stringContaining('refused: [code], for it says [code]') }]);
  server.rules = {};
  const resent = (await repository.rgz('ada', 'notify', 'resend', ...theirs.map((letter) => letter.id))).orThrow();
  expect(await run()).toBe(0);
  const last = server.received.filter(({ to }) => to.includes(omar.email)).at(-1);
  const second = aCode.exec(readMail(last?.raw ?? '').parts.get('text/plain') ?? '')?.[0] ?? '';
  expect(second).toMatch(aCode);
  expect(second).not.toBe(first);

  for (const args of [['notify', 'status'], ['notify', 'dead'], ['log', id], ['show', id], ['audit']])
    for (const flags of [[], ['--json']]) {
      const ran = await repository.rgz('ada', ...args, ...flags);
      outputs.push(ran.stdout, ran.stderr);
    }
  outputs.push(shown.stdout, dead.stdout, resent.stdout, resent.stderr, asked.stdout, asked.stderr);
  const everything = [...outputs, ...allOf(repository)].join('\n');
  for (const code of new Set([...letters.map((letter) => letter.code), second]))
    for (const part of partsOf(code)) expect(everything.includes(part), part).toBe(false);
  (await repository.rgz('ada', 'audit')).orThrow();
}, 120_000);

/** Whatever lies in the clones and homes of a test, and every object of Git as it is when it is read. */
function allOf(repository: Repository): string[] {
  const { root } = repository;
  const listed = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = listed.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'));
  const objects = ['work', 'remote.git'].map((folder) => {
    const args = ['cat-file', '--batch-all-objects', '--batch'];
    const options = {
      cwd: join(root, folder),
      env: repository.env('ada'),
      encoding: 'latin1',
      maxBuffer: 1e9,
    } as const;
    return execFileSync('git', args, options);
  });
  expect(objects.join()).toContain('invitation-asked');
  return [...files, ...objects];
}

/** Parts that are found by chance in nothing. */
function partsOf(code: string): string[] {
  const groups = code.split('-');
  const pairs = groups.slice(1).map((group, at) => [groups[at], group] as const);
  return pairs.flatMap(([one, other]) => [`${one}-${other}`, `${one}${other}`]);
}
