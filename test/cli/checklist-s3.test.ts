import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { completeChecklist, createChecklist, png, stageChecklists } from '../kit/checklists.ts';
import type { Repository } from '../kit/repository.ts';
import { type S3Server, s3Keys, startS3 } from '../kit/s3-server.ts';

const sha256 = createHash('sha256').update(png).digest('hex');
const name = `${sha256}.png`;
const pointer = `checklists/evidence/${name}.ref`;
const env = s3Keys;

/** A repository whose evidence lies in a bucket, and what closes there. */
async function stage(): Promise<{ repository: Repository; server: S3Server }> {
  const server = await startS3();
  const repository = await stageChecklists({
    policy: { gates: [{ name: 'go-live', checklist: 'tiny', environments: ['prod'] }] },
    config: { environments: { staging: {}, prod: {} }, order: ['staging', 'prod'], evidence: server.settings },
  });
  return { repository, server };
}

const check = (repository: Repository, ...more: string[]) =>
  repository.run('vera', ['check', '--json', ...more], { env });
const rulesOf = ({ json }: { json: unknown }) =>
  (json as { findings: { rule: string }[] }).findings.map((each) => each.rule);

test('evidence goes to the bucket before the commit, and the repository keeps what points there', async () => {
  const { repository, server } = await stage();
  await completeChecklist(repository, env);
  expect(readFileSync(server.fileOf(name))).toEqual(png);
  expect(readFileSync(join(repository.work, pointer), 'utf8')).toBe(
    `{"sha256":"${sha256}","type":"image/png","size":${png.length}}\n`,
  );
  expect(readdirSync(join(repository.work, 'checklists/evidence'))).toEqual([`${name}.ref`]);
  const again = join(repository.root, 'again.gif');
  writeFileSync(again, png);
  (await repository.run('dora', ['checklist', 'evidence', 'tiny/site-1', 'plain', again], { env })).orThrow();
  expect(readdirSync(join(repository.work, 'checklists/evidence'))).toEqual([`${name}.ref`]);
  expect(await check(repository)).toMatchObject({ code: 0, json: { ok: true, findings: [] } });
  (await repository.run('cleo', ['approve', 'tiny/site-1'], { env })).orThrow();
  expect((await repository.run('vera', ['check', '--gate', 'go-live'], { env })).code).toBe(0);
  expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true, findings: [] });
  const page = await repository.run('vera', ['checklist', 'export', 'tiny/site-1', '--format', 'html'], { env });
  expect(page.stdout).toContain(`data:image/png;base64,${png.toString('base64')}`);
});

test('where the store is away or does not let in, nothing is attached, nothing counts, and nothing is silently ok', async () => {
  const { repository, server } = await stage();
  await completeChecklist(repository, env);
  const head = repository.head();
  const file = join(repository.root, 'photo.png');
  const locked = await repository.rgz('dora', 'checklist', 'evidence', 'tiny/site-1', 'extra', file);
  expect([locked.code, locked.stderr]).toEqual([3, expect.stringContaining('export RGZ_S3_KEY=')]);
  const without = await repository.rgz('vera', 'check', '--json');
  expect([without.code, rulesOf(without)]).toEqual([1, ['evidence.unverified']]);
  await server.stop();
  const away = await repository.run('dora', ['checklist', 'evidence', 'tiny/site-1', 'extra', file], { env });
  expect([away.code, away.stderr]).toEqual([5, expect.stringContaining('[evidence.not-kept]')]);
  expect(repository.head()).toBe(head);
  const unsure = await check(repository);
  expect(unsure).toMatchObject({
    code: 1,
    json: {
      ok: false,
      findings: [{ rule: 'evidence.unverified', file: '.rgz/config.yaml', pointer: '/evidence' }],
    },
  });
  expect(unsure.stdout).toContain('it refuses connections');
  expect(await check(repository, '--offline')).toMatchObject({
    code: 0,
    json: { ok: true, findings: [{ rule: 'evidence.not-looked-at', severity: 'warning' }] },
  });
  const refused = await repository.run('cleo', ['approve', 'tiny/site-1'], { env });
  expect([refused.code, refused.stderr]).toEqual([4, expect.stringContaining('[evidence.unproven]')]);
  const told = await repository.run('cleo', ['explain', 'tiny/site-1', '--json'], { env });
  expect((told.json as { gates: unknown[] }).gates).toContainEqual(
    expect.objectContaining({
      gate: 'evidence',
      passed: false,
      because: expect.stringContaining('cannot be verified'),
    }),
  );
});

test('what is altered or gone in the bucket closes the gate that it opened, and is found', async () => {
  const { repository, server } = await stage();
  await completeChecklist(repository, env);
  (await repository.run('cleo', ['approve', 'tiny/site-1'], { env })).orThrow();
  const gate = () => check(repository, '--gate', 'go-live', '--tenant', 'tenant-finance');
  expect(rulesOf(await gate())).toEqual([]);
  const held = server.fileOf(name);
  writeFileSync(held, Buffer.concat([png, Buffer.from('\n')]));
  const altered = await gate();
  expect([altered.code, rulesOf(altered)]).toEqual([1, ['gate.closed', 'evidence.altered']]);
  expect(altered.stdout).toContain('was altered in s3 ');
  rmSync(held);
  expect(rulesOf(await gate())).toEqual(['gate.closed', 'evidence.missing']);
  const again = await repository.run(
    'dora',
    ['checklist', 'evidence', 'tiny/site-1', 'photo', join(repository.root, 'photo.png')],
    { env },
  );
  expect([again.code, existsSync(held)]).toEqual([0, true]);
  expect(rulesOf(await check(repository))).toEqual([]);
});

test('a piece with several names is taken by the one that fits, and each is looked at, whatever a check remembers', async () => {
  const { repository, server } = await stage();
  await completeChecklist(repository, env);
  const afresh = (...more: string[]) => {
    rmSync(join(repository.work, '.git/rgz'), { recursive: true });
    return check(repository, ...more);
  };
  expect(rulesOf(await check(repository))).toEqual([]);
  const other = `checklists/evidence/${sha256}.gif.ref`;
  repository.commit('dora', { files: { [other]: `{"sha256":"${sha256}","type":"image/gif","size":${png.length}}\n` } });
  expect(rulesOf(await check(repository, '--offline'))).toEqual(['evidence.not-looked-at']);
  expect(rulesOf(await afresh('--offline'))).toEqual(['evidence.not-looked-at']);
  repository.commit('dora', { files: { [other]: null, [`checklists/evidence/${name}`]: png } });
  expect(rulesOf(await check(repository))).toEqual([]);
  rmSync(server.fileOf(name));
  expect(rulesOf(await check(repository))).toEqual(['evidence.missing']);
  expect(rulesOf(await afresh())).toEqual(['evidence.missing']);
  rmSync(join(repository.work, pointer));
  expect(rulesOf(await check(repository))).toEqual([]);
});

test('a pointer that is only deleted in the checkout is held against nothing', async () => {
  const { repository, server } = await stage();
  await createChecklist(repository);
  const text = `{"sha256":"${sha256}","type":"image/png","size":${png.length}}\n`;
  repository.commit('dora', { files: { [pointer]: text } });
  expect(rulesOf(await check(repository))).toEqual(['evidence.missing']);
  rmSync(join(repository.work, pointer));
  expect(rulesOf(await check(repository))).toEqual([]);
  expect(existsSync(server.fileOf(name))).toBe(false);
});

test('what is proven is looked at by its mark, and read again once that is another', async () => {
  const { repository, server } = await stage();
  await completeChecklist(repository, env);
  expect(rulesOf(await check(repository))).toEqual([]);
  const other = Buffer.from(png);
  other[20] = 9;
  writeFileSync(server.fileOf(name), other);
  rmSync(join(repository.work, '.git/rgz/evidence'));
  expect(rulesOf(await check(repository))).toEqual(['evidence.altered']);
});

test('a pointer of somebody else, to nothing or to what it does not say, is found', async () => {
  const { repository } = await stage();
  await createChecklist(repository);
  const forge = (path: string, text: string) =>
    repository.commit('dora', { files: { [`checklists/evidence/${path}`]: text }, message: 'by hand' });
  const text = (type: string, more = '') => `{"sha256":"${sha256}","type":"${type}","size":70${more}}\n`;
  const before = repository.head();
  for (const [path, said] of [
    [`${name}.ref`, text('application/pdf')],
    [`${name}.ref`, text('image/png', ',"endpoint":"http://evil.example"')],
    [`${name}.ref`, text('image/png').replace(sha256, sha256.replace(/^./, 'f'))],
    [`${name}.ref`, 'not json'],
  ] as const) {
    forge(path, said);
    expect(rulesOf(await check(repository))).toEqual(['evidence.unfit']);
  }
  forge(`${name}.ref`, text('image/png'));
  expect(rulesOf(await check(repository))).toEqual(['evidence.missing']);
  expect(rulesOf(await check(repository, '--range', `${before}..HEAD`))).toEqual(['evidence.missing']);
});

test('where the configuration names no store any more, what points to one cannot be verified', async () => {
  const { repository } = await stage();
  await completeChecklist(repository, env);
  const config = readFileSync(join(repository.work, '.rgz/config.yaml'), 'utf8');
  repository.commit('ada', {
    files: { '.rgz/config.yaml': config.replace(/^evidence:\n( .*\n)+/m, '') },
    message: 'no store',
  });
  const found = await check(repository);
  expect(found).toMatchObject({ code: 1, json: { findings: [{ rule: 'evidence.unverified', file: pointer }] } });
});

test('a push is judged by what it points to, and no server is asked for it', async () => {
  const { repository, server } = await stage();
  const before = repository.head();
  await completeChecklist(repository, env);
  await server.stop();
  const line = `${before} ${repository.head()} refs/heads/main\n`;
  const pushed = await repository.run('vera', ['--json', 'hook', 'pre-receive'], {
    cwd: repository.remote ?? '',
    env: { ...env, GIT_DIR: '.' },
    input: line,
  });
  expect([pushed.code, pushed.stdout]).toEqual([0, expect.stringContaining('evidence.not-looked-at')]);
});

test('two variables for one secret, and an endpoint that is none, are faults of the configuration', async () => {
  const { repository, server } = await stage();
  const config = readFileSync(join(repository.work, '.rgz/config.yaml'), 'utf8');
  const broken = config.replace('secretKeyVariable: RGZ_S3_SECRET', 'secretKeyVariable: RGZ_S3_KEY');
  writeFileSync(join(repository.work, '.rgz/config.yaml'), broken);
  expect(rulesOf(await check(repository))).toEqual(['config.invalid']);
  const odd = config.replace(server.settings.endpoint, 'http://user:pass@127.0.0.1');
  writeFileSync(join(repository.work, '.rgz/config.yaml'), odd);
  expect(rulesOf(await check(repository))).toContain('config.invalid');
});
