import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import {
  completeChecklist as complete,
  createChecklist as create,
  png,
  stageChecklists as stage,
  tiny,
} from '../kit/checklists.ts';
import { runGit } from '../kit/folder.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';

const set = async (repository: Repository, item: string, ...flags: string[]) =>
  repository.rgz('dora', 'checklist', 'set', 'tiny/site-1', item, '--status', 'completed', ...flags);
const score = async (repository: Repository, ref = 'tiny/site-1') =>
  (await repository.rgz('vera', 'checklist', 'score', ref, '--json')).orThrow().json as Record<string, unknown>;

test('a checklist goes from its template to its approval, and every step is a commit that holds', async () => {
  const repository = await stage({ identity: 'signed' });
  expect((await create(repository)).stdout).toBe('CL-tiny.site-1\n');
  expect(await score(repository)).toMatchObject({ total: 3, completed: 0, percentage: 0, color: 'red' });
  (await set(repository, 'plain', '--notes', 'seen')).orThrow();
  (await set(repository, '3')).orThrow();
  expect(await score(repository)).toMatchObject({
    completed: 2,
    percentage: 66,
    byCategory: { all: { completed: 2 } },
  });
  const early = await repository.rgz('cleo', 'approve', 'tiny/site-1');
  expect(early).toMatchObject({ code: 4 });
  expect(early.stderr).toContain('[checklist.incomplete]');
  expect(early.stderr).toContain('photo: not started');
  (await set(repository, 'photo')).orThrow();
  expect((await repository.rgz('cleo', 'approve', 'tiny/site-1')).stderr).toContain('no picture proves it');
  expect((await repository.rgz('vera', 'checklist', 'pending', '--json')).json).toEqual([]);
  const file = join(repository.root, 'p.jpg');
  writeFileSync(file, png);
  (
    await repository.rgz('dora', 'checklist', 'evidence', 'CL-tiny.site-1', 'photo', file, '--notes', 'the mast')
  ).orThrow();
  expect((await repository.rgz('vera', 'checklist', 'pending', '--json')).json).toMatchObject([
    { id: 'CL-tiny.site-1', state: 'ready', completed: 3, total: 3 },
  ]);
  expect((await repository.rgz('cleo', 'inbox', '--json')).json).toMatchObject([{ id: 'CL-tiny.site-1' }]);
  (await repository.rgz('cleo', 'approve', 'tiny/site-1', '--comment', 'seen all')).orThrow();
  const shown = (await repository.rgz('vera', 'checklist', 'show', 'tiny/site-1', '--json')).orThrow().json;
  expect(shown).toMatchObject({
    state: 'approved',
    score: { color: 'green', percentage: 100 },
    items: [{ id: 'photo', evidence: [{ type: 'image/png', size: png.length, proven: true }] }, {}, {}],
  });
  expect((await repository.rgz('vera', 'checklist', 'history', 'tiny/site-1', '--json')).json).toMatchObject([
    { action: 'approved', by: 'cleo@example.com', comment: 'seen all' },
  ]);
  expect((await repository.rgz('vera', 'check', '--json')).json).toMatchObject({ ok: true });
  expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true, findings: [] });
  const text = (await repository.rgz('vera', 'checklist', 'show', 'tiny/site-1', '--locale', 'fr')).stdout;
  expect(text).toContain('Petit');
  expect(text).toContain('3/3 100 %');
});

test('whatever touches a point opens an approved checklist again, and it can be approved again', async () => {
  const repository = await stage();
  await complete(repository);
  (await repository.rgz('cleo', 'approve', 'tiny/site-1')).orThrow();
  const changed = (await set(repository, 'plain', '--notes', 'changed')).orThrow();
  expect(changed.stderr).toContain('is open again');
  expect((await repository.rgz('vera', 'show', 'tiny/site-1', '--json')).json).toMatchObject({
    status: { state: 'open' },
  });
  (await repository.rgz('cleo', 'reject', 'tiny/site-1', '--reason', 'the photo is blurred')).orThrow();
  (await repository.rgz('dora', 'checklist', 'set', 'tiny/site-1', 'plain', '--status', 'completed')).orThrow();
  (await repository.rgz('cleo', 'approve', 'tiny/site-1')).orThrow();
  expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true });
});

test('nobody validates what they did, and what does not apply needs a reason and a second person', async () => {
  const repository = await stage();
  await complete(repository);
  const own = await repository.rgz('dora', 'checklist', 'validate', 'tiny/site-1', 'plain');
  expect(own.stderr).toContain('[policy.not-allowed]');
  (await repository.rgz('carl', 'checklist', 'set', 'tiny/site-1', 'plain', '--status', 'completed')).orThrow();
  const mine = await repository.rgz('carl', 'checklist', 'validate', 'tiny/site-1', 'plain');
  expect(mine).toMatchObject({ code: 4 });
  expect(mine.stderr).toContain('[checklist.own-item]');
  // The photo and the third point are by somebody else; the one of his own waits for others.
  expect((await repository.rgz('carl', 'inbox')).stderr).toContain(
    'a second person: 2; rgz checklist list --to-validate',
  );
  const bare = await repository.rgz('dora', 'checklist', 'set', 'tiny/site-1', 'extra', '--status', 'not_applicable');
  expect(bare.stderr).toContain('[checklist.needs-reason]');
  const flags = ['--status', 'not_applicable', '--reason', 'there is no IPv6 on this site'];
  (await repository.rgz('dora', 'checklist', 'set', 'tiny/site-1', 'extra', ...flags)).orThrow();
  expect((await repository.rgz('cleo', 'approve', 'tiny/site-1')).stderr).toContain('nobody else agreed');
  const validate = () => repository.rgz('carl', 'checklist', 'validate', 'tiny/site-1', 'extra');
  (await validate()).orThrow();
  const file = join(repository.root, 'late.png');
  writeFileSync(file, png);
  const attach = ['checklist', 'evidence', 'tiny/site-1', 'extra', file];
  const late = (await repository.rgz('dora', ...attach)).orThrow();
  expect(late.stderr).toContain('carl@example.com had validated it as it was: somebody has to look again');
  expect(late.stderr).toMatch(/\d of 3 done, \d good for an approval/);
  (await validate()).orThrow();
  expect((await repository.rgz('dora', ...attach, '--json')).json).toMatchObject({
    validationLost: 'carl@example.com',
  });
  expect((await validate()).orThrow().stderr).not.toContain('had validated');
  (await repository.rgz('cleo', 'approve', 'tiny/site-1')).orThrow();
  const unknown = await repository.rgz('dora', 'checklist', 'set', 'tiny/site-1', 'nothing', '--status', 'completed');
  expect(unknown).toMatchObject({ code: 3 });
});

test('a request waits for the checklist that the policy asks for, and again once its evidence is gone', async () => {
  const gates = [{ name: 'go-live', checklist: 'tiny', environments: ['prod'] }];
  const repository = await stage({ policy: { gates } });
  const id = await repository.request('dora');
  (await repository.rgz('cleo', 'approve', id)).orThrow();
  const gate = async () => {
    const { gates: all } = (await repository.rgz('vera', 'explain', id, '--json')).json as {
      gates: { gate: string }[];
    };
    return all.find((each) => each.gate === 'checklists');
  };
  expect(await gate()).toMatchObject({ passed: false, because: expect.stringContaining('no approved checklist tiny') });
  expect(await repository.rgz('vera', 'check', '--gate', 'go-live')).toMatchObject({ code: 1 });
  await complete(repository);
  expect(await gate()).toMatchObject({ passed: false });
  (await repository.rgz('cleo', 'approve', 'tiny/site-1')).orThrow();
  expect(await gate()).toMatchObject({ passed: true, because: 'CL-tiny.site-1 approved' });
  expect(await repository.rgz('vera', 'check', '--gate', 'go-live')).toMatchObject({ code: 0 });
  const [{ evidence = [] } = {}] = (
    (await repository.rgz('vera', 'checklist', 'show', 'tiny/site-1', '--json')).json as {
      items: { evidence: { sha256: string }[] }[];
    }
  ).items;
  const path = `checklists/evidence/${evidence[0]?.sha256}.png`;
  expect(readFileSync(join(repository.work, path))).toEqual(png);
  const before = repository.head();
  repository.commit('dora', { files: { [path]: Buffer.concat([png, Buffer.from('x')]) }, message: 'alter' });
  expect(await gate()).toMatchObject({ passed: false, because: expect.stringContaining('was altered') });
  expect((await repository.rgz('vera', 'check')).stdout).toContain('[evidence.unfit]');
  repository.commit('dora', { files: { [path]: null }, message: 'delete' });
  expect(await gate()).toMatchObject({ passed: false, because: expect.stringContaining('is gone') });
  expect((await repository.rgz('vera', 'check')).stdout).toContain('[evidence.missing]');
  expect((await repository.rgz('vera', 'check', '--range', `${before}..HEAD`)).stdout).toContain('[evidence.missing]');
});

test('nobody makes their own bar: a point left out of the copy is found, and so is a template by who may not', async () => {
  const repository = await stage();
  const [first] = tiny.categories;
  const easy = { ...tiny, categories: [{ ...first, items: first?.items.slice(1) }] };
  const { apiVersion: _v, kind: _k, ...template } = easy;
  const record = {
    apiVersion: 'rgz.dev/v1',
    kind: 'Checklist',
    metadata: {
      id: 'CL-tiny.site-2',
      createdAt: new Date().toISOString().replace(/\.\d+Z/, 'Z'),
      createdBy: 'dora@example.com',
      tenant: 'tenant-finance',
    },
    spec: { subject: 'site-2', template },
  };
  const before = repository.head();
  repository.commit('dora', { files: { 'checklists/tiny/site-2.yaml': stringify(record) }, message: 'an easy one' });
  expect((await repository.rgz('vera', 'check', '--range', `${before}..HEAD`)).stdout).toContain(
    '[record.foreign-copy]',
  );
  expect((await repository.rgz('vera', 'audit')).stdout).toContain('record.foreign-copy');
  const then = repository.head();
  repository.commit('dora', { files: { 'templates/checklists/tiny.yaml': stringify(easy) }, message: 'lower' });
  expect((await repository.rgz('vera', 'check', '--range', `${then}..HEAD`)).stdout).toContain('[policy.not-allowed]');
});

test('an edit of the copy is found, and a template that changes leaves a running checklist as it is', async () => {
  const repository = await stage();
  await create(repository);
  const path = join(repository.work, 'checklists/tiny/site-1.yaml');
  const text = readFileSync(path, 'utf8');
  const before = repository.head();
  const lowered = text.replace(/ {10}- id: photo[\s\S]*?(?= {10}- id: plain)/, '');
  expect(lowered).not.toBe(text);
  repository.commit('dora', { files: { 'checklists/tiny/site-1.yaml': lowered }, message: 'lower' });
  expect((await repository.rgz('vera', 'check', '--range', `${before}..HEAD`)).stdout).toContain('[spec.immutable]');
  repository.commit('dora', { files: { 'checklists/tiny/site-1.yaml': text }, message: 'back' });
  const [first] = tiny.categories;
  const easy = { ...tiny, categories: [{ ...first, items: first?.items.slice(1) }] };
  repository.commit('ada', { files: { 'templates/checklists/tiny.yaml': stringify(easy) }, message: 'easier' });
  expect(await score(repository)).toMatchObject({ total: 3 });
});

test.each([
  ['page.html', '<html><script>alert(1)</script></html>', 'may hold a program'],
  ['photo.png', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'may hold a program'],
  ['two.png', Buffer.concat([png, Buffer.from('<script>alert(1)</script>')]), 'goes on as something else'],
  ['program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]), 'no picture'],
  ['empty.txt', '', 'empty'],
  ['large.txt', Buffer.alloc(10 * 1024 * 1024 + 1, 0x61), 'larger than'],
])('%s is no evidence', async (name, content, why) => {
  const repository = await stage();
  await create(repository);
  const file = join(repository.root, name);
  writeFileSync(file, content);
  const ran = await repository.rgz('dora', 'checklist', 'evidence', 'tiny/site-1', 'photo', file);
  expect(ran).toMatchObject({ code: 3 });
  expect(ran.stderr).toContain(why);
  rmSync(file);
});

test('nobody goes live below 40 of 40', async () => {
  const repository = await makeRepository();
  await create(repository, 'cutover', 'cotonou-3');
  const ref = 'cutover/cotonou-3';
  for (let number = 1; number <= 40; number++) {
    const url = ['--evidence-url', `https://photos.example.com/${number}.jpg`];
    (await repository.rgz('dora', 'checklist', 'set', ref, String(number), '--status', 'completed', ...url)).orThrow();
    if (number === 39) {
      expect(await score(repository, ref)).toMatchObject({ completed: 39, total: 40, color: 'orange' });
      const refused = await repository.rgz('cleo', 'approve', ref);
      expect(refused.stderr).toMatch(/39 of 40 required points.*40 [a-z-]+: not started/);
    }
  }
  expect(await score(repository, ref)).toMatchObject({ completed: 40, percentage: 100, color: 'green' });
  (await repository.rgz('cleo', 'approve', ref)).orThrow();
});

test('two people who tick different points both land, and on the same point the second is told', async () => {
  const repository = await stage();
  await create(repository);
  const both = await Promise.all([
    repository.rgz('dora', 'checklist', 'set', 'tiny/site-1', 'plain', '--status', 'completed'),
    repository.rgz('carl', 'checklist', 'set', 'tiny/site-1', 'extra', '--status', 'completed'),
  ]);
  for (const each of both) each.orThrow();
  expect(await score(repository)).toMatchObject({ completed: 2 });
});

test('a checklist moves to the template of today by those who may, and what changed is open again', async () => {
  const repository = await stage({ identity: 'signed' });
  await complete(repository);
  (await repository.rgz('cleo', 'approve', 'tiny/site-1')).orThrow();
  expect(await repository.rgz('cleo', 'checklist', 'upgrade', 'tiny/site-1')).toMatchObject({ code: 4 });
  const [first] = tiny.categories;
  const [photo, plain, extra] = first?.items ?? [];
  const items = [
    photo,
    { ...plain, title: { en: 'It is plain, and clean' } },
    extra,
    { id: 'new', title: { en: 'New' } },
  ];
  const next = { ...tiny, categories: [{ ...first, items }] };
  repository.commit('ada', {
    files: { 'templates/checklists/tiny.yaml': stringify(next) },
    message: 'templates: more',
  });
  expect((await repository.rgz('dora', 'checklist', 'upgrade', 'tiny/site-1')).stderr).toContain(
    '[policy.not-allowed]',
  );
  const upgraded = (await repository.rgz('cora', 'checklist', 'upgrade', 'tiny/site-1')).orThrow();
  expect(upgraded.stdout).toMatch(/open again, or new:\n {2}plain \(was done\)\n {2}new\n$/);
  expect(upgraded.stderr).toContain('you cannot approve CL-tiny.site-1 afterwards');
  const shown = (await repository.rgz('vera', 'checklist', 'show', 'tiny/site-1', '--json')).json;
  expect(shown).toMatchObject({
    state: 'open',
    score: { total: 4, completed: 2 },
    items: [{ status: 'completed' }, { status: 'not_started' }, { status: 'completed' }, { status: 'not_started' }],
  });
  expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true, findings: [] });
});

/** Somebody puts an event on the checklist with an editor, and commits it. */
function byHand(repository: Repository, who: 'dora' | 'carl' | 'cleo', event: Record<string, unknown>, state = 'open') {
  const path = 'checklists/tiny/site-1.yaml';
  const record = parse(readFileSync(join(repository.work, path), 'utf8'));
  const at = `${new Date().toISOString().slice(0, 19)}Z`;
  record.status.history.push({ ...event, at, by: `${who}@example.com` });
  record.status.state = state;
  if (state === 'approved') Object.assign(record.status, { approvedBy: `${who}@example.com`, approvedAt: at });
  repository.commit(who, { files: { [path]: stringify(record) }, message: 'by hand' });
}

test.each([
  ['a validation by who did it', 'carl', { action: 'validated', item: 'plain' }, 'checklist.own-item'],
  ['a validation of what is not done', 'carl', { action: 'validated', item: 'extra' }, 'checklist.incomplete'],
  [
    'what does not apply, without a reason',
    'dora',
    { action: 'item-set', item: 'extra', status: 'not_applicable' },
    'checklist.needs-reason',
  ],
  [
    'a point that is not there',
    'dora',
    { action: 'item-set', item: 'other', status: 'completed' },
    'checklist.unknown-item',
  ],
  ['a validation without the right', 'dora', { action: 'validated', item: 'plain' }, 'policy.not-allowed'],
  [
    'a completer in the input',
    'dora',
    { action: 'item-set', item: 'extra', status: 'completed', completedBy: 'x@y.z' },
    'schema.invalid',
  ],
] as const)('%s is found, whoever commits it by hand', async (_what, who, event, rule) => {
  const repository = await stage();
  await create(repository);
  (await repository.rgz('carl', 'checklist', 'set', 'tiny/site-1', 'plain', '--status', 'completed')).orThrow();
  const before = repository.head();
  byHand(repository, who, event);
  const { findings } = (await repository.rgz('vera', 'check', '--range', `${before}..HEAD`, '--json')).json as {
    findings: { rule: string }[];
  };
  expect(findings.map((each) => each.rule)).toContain(rule);
});

test('an approval by hand before all points count opens no gate and is found', async () => {
  const gates = [{ name: 'go-live', checklist: 'tiny' }];
  const repository = await stage({ policy: { gates } });
  await create(repository);
  const before = repository.head();
  const { digest } = parse(readFileSync(join(repository.work, 'checklists/tiny/site-1.yaml'), 'utf8')).status
    .history[0];
  byHand(repository, 'cleo', { action: 'approved', digest, quorum: 1 }, 'approved');
  const checked = await repository.rgz('vera', 'check', '--range', `${before}..HEAD`);
  expect(checked.stdout).toContain('[checklist.incomplete]');
  expect((await repository.rgz('vera', 'audit')).stdout).toContain('checklist.incomplete');
  const gate = await repository.rgz('vera', 'check', '--gate', 'go-live');
  expect(gate.stdout).toContain('what it holds is not complete');
});

test('a measurement that an event calls a picture proves no picture', async () => {
  const gates = [{ name: 'go-live', checklist: 'tiny' }];
  const repository = await stage({ policy: { gates } });
  await create(repository);
  for (const item of ['photo', 'plain', 'extra']) (await set(repository, item)).orThrow();
  const file = join(repository.root, 'numbers.json');
  writeFileSync(file, '{"loss":0}');
  (await repository.rgz('dora', 'checklist', 'evidence', 'tiny/site-1', 'plain', file)).orThrow();
  const { history } = parse(readFileSync(join(repository.work, 'checklists/tiny/site-1.yaml'), 'utf8')).status;
  const { sha256, size } = history.at(-1);
  byHand(repository, 'dora', { action: 'evidence-added', item: 'photo', sha256, size, type: 'image/png' }, 'open');
  expect((await repository.rgz('vera', 'check')).stdout).toContain('[evidence.false-type]');
  const refused = await repository.rgz('cleo', 'approve', 'tiny/site-1');
  expect([refused.code, refused.stderr]).toEqual([
    4,
    expect.stringContaining('is application/json, and not image/png'),
  ]);
});

const page = `# Web shop: go-live

Intro text, with a table.

## Critical before go-live

- [ ] Backups are restored once a month
- [~] Monitoring covers the queue
  - [x] alarms reach the team 🚨

## Build

| a | b |
|---|---|
| - [ ] no task | x |

* [x] The build is green
1. [ ] The release notes are written
<!-- - [ ] not this one -->
`.replaceAll('\n', '\r\n');

test('who may open a checklist and not work on it leaves none behind that is empty', async () => {
  const repository = await makeRepository();
  const file = join(repository.root, 'list.md');
  writeFileSync(file, page);
  const head = repository.head();
  const flags = ['--template', 'production-readiness', '--subject', 'shop', '--tenant', 'tenant-finance'];
  const refused = await repository.rgz('ada', 'checklist', 'import', file, ...flags, '--json');
  expect([refused.code, refused.error.code]).toEqual([4, 'policy.not-allowed']);
  expect(refused.error.remedy?.[0]).toContain('--role devops --tenant tenant-finance');
  expect(repository.head()).toBe(head);
});

test('a list in Markdown is imported, worked on, and exported with its marks and nothing else changed', async () => {
  const repository = await makeRepository();
  const file = join(repository.root, 'list.md');
  writeFileSync(file, page);
  const from = ['checklist', 'import', '--template', 'production-readiness', '--subject', 'shop', file];
  expect(await repository.rgz('dora', ...from)).toMatchObject({ code: 2 });
  (await repository.rgz('dora', ...from, '--tenant', 'tenant-finance')).orThrow();
  const ref = 'production-readiness/shop';
  const exported = async () =>
    (await repository.rgz('vera', 'checklist', 'export', ref, '--format', 'md')).orThrow().stdout;
  expect(await exported()).toBe(page);
  expect(await score(repository, ref)).toMatchObject({ total: 5, completed: 2 });
  const shown = (await repository.rgz('vera', 'checklist', 'show', ref, '--json')).json as {
    title: string;
    items: { id: string; title: string; status: string; critical: boolean }[];
  };
  expect(shown.title).toBe('Web shop: go-live');
  const [backups] = shown.items;
  expect(backups).toMatchObject({ status: 'not_started', critical: true });
  (await repository.rgz('dora', 'checklist', 'set', ref, backups?.id ?? '', '--status', 'completed')).orThrow();
  expect(await exported()).toBe(page.replace('- [ ] Backups', '- [x] Backups'));
  // A point that was ticked here stays so where the list says nothing new of it; one that is gone and was done stays too.
  const next = page
    .replace('1. [ ] The release notes', '1. [x] The release notes')
    .replace('* [x] The build is green\r\n', '');
  writeFileSync(file, next);
  (await repository.rgz('dora', ...from)).orThrow();
  expect(await exported()).toBe(next.replace('- [ ] Backups', '- [x] Backups'));
  expect(await score(repository, ref)).toMatchObject({ total: 5, completed: 4 });
  const after = (await repository.rgz('vera', 'checklist', 'show', ref)).stdout;
  expect(after).toContain('No longer listed');
  const html = (await repository.rgz('vera', 'checklist', 'export', ref, '--format', 'html')).orThrow().stdout;
  expect(html).toContain('Backups are restored once a month');
  expect((await repository.rgz('vera', 'check', '--json')).json).toMatchObject({ ok: true });
  expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true, findings: [] });
});

test('no list takes the place of a template that does not let it', async () => {
  const repository = await makeRepository();
  const file = join(repository.root, 'easy.md');
  writeFileSync(file, '- [x] All is well\n');
  const before = repository.head();
  const from = [
    'checklist',
    'import',
    '--template',
    'cutover',
    '--subject',
    'easy',
    '--tenant',
    'tenant-finance',
    file,
  ];
  const ran = await repository.rgz('dora', ...from);
  expect(ran).toMatchObject({ code: 3 });
  expect(ran.stderr).toContain('[checklist.foreign-points]');
  expect(repository.head()).toBe(before);
});

test('who changes a point that another changed since is told so, and nothing is lost', async () => {
  const repository = await stage();
  await create(repository);
  runGit(repository.root, repository.env('carl'), ['clone', '-q', join(repository.root, 'remote.git'), 'other']);
  const other = join(repository.root, 'other');
  (await set(repository, 'plain', '--notes', 'dora was first')).orThrow();
  const args = ['checklist', 'set', 'tiny/site-1', 'plain', '--status', 'blocked', '--notes', 'no ladder'];
  const late = await repository.run('carl', args, { cwd: other });
  expect(late).toMatchObject({ code: 4 });
  expect(late.stderr).toContain('[checklist.changed]');
  expect(late.stderr).toContain('it is completed by dora@example.com ("dora was first")');
  const elsewhere = ['checklist', 'set', 'tiny/site-1', 'extra', '--status', 'completed'];
  (await repository.run('carl', elsewhere, { cwd: other })).orThrow();
  repository.git('fetch', '-q');
  expect(await score(repository)).toMatchObject({ completed: 2, blocked: 0 });
});

test('whoever validates finds every point that waits for them, across checklists, and lists tell how far each has come', async () => {
  const repository = await stage();
  await create(repository);
  await create(repository, 'tiny', 'site-2');
  const two = ['checklist', 'set', 'tiny/site-2'];
  const waiting = async (...flags: string[]) =>
    (await repository.rgz('carl', 'checklist', 'list', '--to-validate', '--json', ...flags)).orThrow().json;
  expect(await waiting()).toEqual([]);
  (await set(repository, 'plain')).orThrow();
  (await repository.rgz('dora', ...two, 'photo', '--status', 'completed')).orThrow();
  const reason = 'there is no mast at this site';
  (await repository.rgz('dora', ...two, 'extra', '--status', 'not_applicable', '--reason', reason)).orThrow();
  (await repository.rgz('dora', ...two, 'plain', '--status', 'in_progress')).orThrow();
  expect(await waiting('--locale', 'fr')).toMatchObject([
    { checklist: 'CL-tiny.site-1', item: 'plain', number: 2, completedBy: 'dora@example.com', proven: true },
    { checklist: 'CL-tiny.site-2', item: 'photo', title: 'Une photo le montre', proven: false, evidence: 0 },
    { checklist: 'CL-tiny.site-2', item: 'extra', status: 'not_applicable' },
  ]);
  expect(await waiting('--limit', '1')).toHaveLength(1);
  expect(await waiting('--tenant', 'tenant-retail')).toEqual([]);
  const shown = await repository.rgz('carl', 'checklist', 'list', '--to-validate', '--limit', '2');
  expect(shown.stdout).toContain('tiny/site-2');
  expect(shown.stdout).toContain('missing');
  expect(shown.stderr).toContain('the first 2 of 3');
  (await repository.rgz('carl', 'checklist', 'validate', 'tiny/site-2', 'extra')).orThrow();
  expect(await waiting()).toMatchObject([{ item: 'plain' }, { item: 'photo' }]);
  const rows = (await repository.rgz('vera', 'checklist', 'list', '--json')).orThrow().json as { id: string }[];
  expect(rows.find((row) => row.id === 'CL-tiny.site-2')).toMatchObject({
    total: 3,
    completed: 2,
    blocked: 0,
    percentage: 66,
    color: 'yellow',
    unvalidated: 1,
    byCategory: { all: { total: 3, completed: 2, percentage: 66 } },
  });
  expect((await repository.rgz('vera', 'checklist', 'list', '--state', 'ready', '--json')).json).toEqual([]);
  expect((await repository.rgz('vera', 'checklist', 'list', '--limit', '1')).stderr).toContain('the newest 1');
  expect(await repository.rgz('vera', 'checklist', 'list', '--state', 'gone')).toMatchObject({ code: 2 });
  expect(await repository.rgz('vera', 'checklist', 'list', '--state', 'open', '--to-validate')).toMatchObject({
    code: 2,
  });
});

test('what has no value is told at once, and a value is given later', async () => {
  const repository = await makeRepository();
  const policy = repository.policyData();
  const people = (policy.people as unknown[]).toReversed();
  const text = stringify({ ...policy, version: 3, people }, { aliasDuplicateObjects: false });
  repository.commit('ada', { files: { '.rgz/policy.yaml': text } });
  const args = ['checklist', 'create', '--template', 'cutover', '--subject', 'a', '--tenant', 'tenant-finance'];
  const made = (await repository.rgz('dora', ...args)).orThrow().stderr;
  expect(made).toContain('no value for vlan');
  expect(made).toContain('ask ada@example.com, cora@example.com, cleo@example.com: rgz checklist upgrade cutover/a');
  const unknown = await repository.rgz('dora', 'checklist', 'show', 'nowhere', '--json');
  expect(unknown.error).toMatchObject({ code: 'record.unknown', remedy: ['rgz checklist list', expect.any(String)] });
  const upgrade = ['checklist', 'upgrade', 'cutover/a', '--parameter'];
  expect((await repository.rgz('cora', ...upgrade, 'vlan=9999')).code).toBe(3);
  (await repository.rgz('cora', ...upgrade, 'vlan=42')).orThrow();
  expect((await repository.rgz('vera', 'checklist', 'show', 'cutover/a')).stdout).toContain('https://10.42.0.1/');
  expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true });
});

test('a pattern that cannot be read, or could take for ever, is a finding for whoever looks', async () => {
  const repository = await stage();
  for (const [at, pattern] of ['(a', '(a+)+'].entries()) {
    const record = {
      apiVersion: 'rgz.dev/v1',
      kind: 'Checklist',
      metadata: {
        id: `CL-zz.y${at}`,
        createdAt: '2026-11-26T08:00:00Z',
        createdBy: 'sam@elsewhere.example',
        tenant: 'tenant-finance',
      },
      spec: {
        subject: `y${at}`,
        template: {
          name: 'zz',
          title: { en: 'Z' },
          markdown: true,
          parameters: { v: { title: { en: 'v' }, pattern } },
          categories: [{ id: 'a', title: { en: 'A' }, items: [{ id: 'b', title: { en: 'B' } }] }],
        },
        parameters: { v: `${'a'.repeat(60)}!` },
      },
    };
    repository.commit('sam', { files: { [`checklists/zz/y${at}.yaml`]: stringify(record) }, message: 'odd' });
  }
  const checked = await repository.rgz('vera', 'check');
  expect(checked.code).toBe(1);
  expect(checked.stdout).toContain('[spec.invalid]');
  expect((await repository.rgz('vera', 'audit')).code).toBe(1);
});

test('a list in which nothing is required any more is not approved, and the mark of a list says no more than it can', async () => {
  const repository = await makeRepository();
  const file = join(repository.root, 'list.md');
  const from = ['checklist', 'import', '--template', 'production-readiness', '--subject', 'p', file];
  writeFileSync(file, '## Critical\n\n- [ ] one\n');
  (await repository.rgz('dora', ...from, '--tenant', 'tenant-finance')).orThrow();
  writeFileSync(file, '## Other\n\n- [ ] three\n');
  (await repository.rgz('dora', ...from)).orThrow();
  expect((await repository.rgz('cleo', 'approve', 'production-readiness/p')).stderr).toContain(
    '[checklist.incomplete]',
  );
  expect(
    await repository.rgz('dora', 'checklist', 'import', '--template', 'evidence', '--subject', 'x', file),
  ).toMatchObject({ code: 2 });
});

test('a gate opens on no approval that a commit forged, whatever the file says', async () => {
  const gates = [{ name: 'go-live', checklist: 'tiny' }];
  const repository = await stage({ policy: { gates } });
  await complete(repository);
  const { digest } = parse(readFileSync(join(repository.work, 'checklists/tiny/site-1.yaml'), 'utf8')).status
    .history[0];
  const path = 'checklists/tiny/site-1.yaml';
  const record = parse(readFileSync(join(repository.work, path), 'utf8'));
  const at = `${new Date().toISOString().slice(0, 19)}Z`;
  record.status.history.push({ action: 'approved', at, by: 'cleo@example.com', digest, quorum: 1 });
  Object.assign(record.status, { state: 'approved', approvedBy: 'cleo@example.com', approvedAt: at });
  repository.commit('dora', { files: { [path]: stringify(record) }, message: 'in the name of cleo' });
  const gate = await repository.rgz('vera', 'check', '--gate', 'go-live');
  expect(gate.code).toBe(1);
  expect(gate.stdout).toContain('a commit that touched it broke a rule');
});
