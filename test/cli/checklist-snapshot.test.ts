import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createChecklist, png, stageChecklists } from '../kit/checklists.ts';
import { undoAfterTest } from '../kit/clean-up.ts';
import { s3Keys, startS3 } from '../kit/s3-server.ts';

const sha256 = createHash('sha256').update(png).digest('hex');

/** A server that says of its picture that it is a page. */
async function servePicture(): Promise<string> {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(request.url === '/page' ? '<html><script>alert(1)</script></html>' : png);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  undoAfterTest(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('an address proves nothing by itself, and what it shows now is proof', async () => {
  const repository = await stageChecklists();
  const origin = await servePicture();
  await createChecklist(repository);
  const set = (...flags: string[]) =>
    repository.rgz('dora', 'checklist', 'set', 'tiny/site-1', 'photo', '--json', ...flags);
  const url = `${origin}/d/mast.png`;
  const pointed = (await set('--status', 'completed', '--evidence-url', url)).orThrow().json;
  expect(pointed).toMatchObject({ item: { proven: false, evidence: [{ url, proven: false }] } });
  const taken = (await set('--evidence-url', url, '--snapshot', '--notes', 'the mast')).orThrow().json;
  expect(taken).toMatchObject({
    item: {
      status: 'completed',
      proven: true,
      notes: 'the mast',
      evidence: [
        { url, proven: false },
        { url, sha256, type: 'image/png', size: png.length, proven: true },
      ],
    },
  });
  expect((await repository.rgz('vera', 'check', '--json')).json).toMatchObject({ ok: true, findings: [] });
  expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true, findings: [] });
  const page = await repository.rgz('vera', 'checklist', 'export', 'tiny/site-1', '--format', 'html');
  expect(page.stdout).toContain(`href="${url}"`);
  expect(page.stdout).toContain('data:image/png;base64,');
});

test('a point is given what an address shows, also where evidence lies in a bucket', async () => {
  const server = await startS3();
  const evidence = server.settings;
  const config = { environments: { staging: {}, prod: {} }, order: ['staging', 'prod'], evidence };
  const repository = await stageChecklists({ config });
  const origin = await servePicture();
  await createChecklist(repository);
  const args = ['checklist', 'evidence', 'tiny/site-1', 'photo', `${origin}/mast`, '--snapshot', '--notes', 'now'];
  const given = (await repository.run('dora', [...args, '--json'], { env: s3Keys })).orThrow();
  expect(given.json).toMatchObject({
    item: { evidence: [{ sha256, name: '127.0.0.1 mast', notes: 'now', proven: true }] },
  });
  expect((await repository.run('vera', ['check'], { env: s3Keys })).code).toBe(0);
});

test('a page is no evidence, a flag alone asks for the address, and what is no address is told so', async () => {
  const repository = await stageChecklists();
  const origin = await servePicture();
  await createChecklist(repository);
  const head = repository.head();
  const set = (...flags: string[]) => repository.rgz('dora', 'checklist', 'set', 'tiny/site-1', 'photo', ...flags);
  const page = await set('--evidence-url', `${origin}/page`, '--snapshot');
  expect([page.code, page.stderr]).toEqual([3, expect.stringContaining('may hold a program')]);
  const alone = await set('--status', 'completed', '--snapshot');
  expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining('--evidence-url <url>')]);
  const odd = await repository.rgz('dora', 'checklist', 'evidence', 'tiny/site-1', 'photo', './x.png', '--snapshot');
  expect([odd.code, odd.stderr]).toEqual([2, expect.stringContaining('https://…')]);
  const away = await set('--evidence-url', 'http://127.0.0.1:1/x', '--snapshot');
  expect([away.code, away.stderr]).toEqual([5, expect.stringContaining('[evidence.not-fetched]')]);
  expect(repository.head()).toBe(head);
});
