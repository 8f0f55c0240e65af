import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { Context } from '../../src/cli/context.ts';
import type { Wish } from '../../src/cli/ui/work/desk.ts';
import { WorkDesk } from '../../src/cli/work-desk.ts';
import { readSettings } from '../../src/settings.ts';
import { undoAfterTest } from '../kit/clean-up.ts';
import { runGit, writeUnder } from '../kit/folder.ts';
import { makeRepository, type Repository, type Who } from '../kit/repository.ts';
import { aTerminal } from './ui/a-terminal.ts';

const template = {
  apiVersion: 'rgz.dev/v1',
  kind: 'ChecklistTemplate',
  name: 'tiny',
  title: { en: 'Tiny', fr: 'Petit' },
  categories: [
    {
      id: 'all',
      title: { en: 'All', fr: 'Tout' },
      items: [
        { id: 'one', title: { en: 'One', fr: 'Un' }, help: { en: 'Look at it', fr: 'Regarder' }, evidence: 'document' },
        { id: 'two', title: { en: 'Two' }, after: ['one'] },
      ],
    },
  ],
};

interface Stage {
  repository: Repository;
  desk: WorkDesk;
  /** Wishes something of a point as it stands. */
  wish: (wish: Wish, id?: string) => ReturnType<WorkDesk['perform']>;
  commits: () => number;
}

async function stage(who: Who = 'dora', locale: 'en' | 'fr' = 'en'): Promise<Stage> {
  const repository = await makeRepository();
  repository.commit('ada', { files: { 'templates/checklists/tiny.yaml': stringify(template) }, message: 'tiny' });
  const flags = ['--template', 'tiny', '--subject', 'site-1', '--tenant', 'tenant-finance'];
  (await repository.rgz('dora', 'checklist', 'create', ...flags)).orThrow();
  const { stdin, stdout } = aTerminal();
  const env = repository.env(who);
  const exit = (): never => {
    throw new Error('it ended');
  };
  const host = { stdin, stdout, stderr: stdout, env, cwd: () => repository.work, once: () => undefined, exit };
  const program = { version: '0.0.0', build: 'test' };
  const context = new Context(host, readSettings(env), {}, program, async () => [], { handle: () => undefined });
  undoAfterTest(() => context.close());
  const desk = new WorkDesk(context, await context.app(), { ref: 'tiny/site-1', locale }, `${who}@example.com`);
  return {
    repository,
    desk,
    async wish(wish, id) {
      const view = await desk.view();
      return desk.perform(
        wish,
        view.points.find((point) => point.id === id),
      );
    },
    commits: () => Number(repository.git('rev-list', '--count', 'origin/main')),
  };
}

test('each wish is one commit, and gives the view after it', async () => {
  const { repository, wish, commits } = await stage();
  writeUnder(repository.work, 'seen.txt', 'I saw it\n');
  writeUnder(repository.root, 'homes/dora/a file.json', '{"latencyMs": 12}');
  const before = commits();
  const wishes: readonly Wish[] = [
    { kind: 'set', status: 'completed' },
    { kind: 'set', notes: 'a note' },
    { kind: 'attach', file: 'seen.txt' },
    { kind: 'attach', file: '~/a file.json' },
    { kind: 'set', url: 'https://photos.example/1' },
    { kind: 'assign', to: 'nora@example.com' },
    { kind: 'assign', to: '' },
    { kind: 'set', notes: '' },
  ];
  for (const [at, each] of wishes.entries()) {
    const outcome = await wish(each, 'one');
    expect(outcome).toMatchObject({ view: { id: 'CL-tiny.site-1' } });
    expect(outcome.refusal).toBeUndefined();
    expect(commits()).toBe(before + at + 1);
  }
  const { view } = await wish({ kind: 'set', status: 'not_applicable', reason: 'there is none here' }, 'two');
  expect(view).toMatchObject({ completed: 2, total: 2, percentage: 100, state: 'open' });
  expect(view?.points).toMatchObject([
    {
      status: 'completed',
      done: { by: 'dora@example.com', ago: 'now' },
      help: 'Look at it',
      notes: undefined,
      assignee: undefined,
      wants: 'a document proves it',
      evidence: [
        { name: 'seen.txt (9 B)', kept: true },
        { name: 'a file.json (17 B)', kept: true },
        { name: 'https://photos.example/1', kept: false },
      ],
    },
    { status: 'not_applicable', reason: 'there is none here', lacks: 'nobody else agreed that it does not apply' },
  ]);
  expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true });
});

test('a refusal tells why and what to do, and changes nothing', async () => {
  const { wish, commits } = await stage();
  const before = commits();
  expect((await wish({ kind: 'validate' }, 'one')).refusal).toEqual({
    message: expect.stringContaining('has no role that allows checklist.validate'),
    remedy: expect.arrayContaining([expect.stringContaining('ask ')]),
  });
  expect((await wish({ kind: 'attach', file: 'nowhere.png' }, 'one')).refusal?.message).toBe(
    'there is no file nowhere.png',
  );
  const bare = await wish({ kind: 'set', status: 'not_applicable', reason: 'no' }, 'one');
  expect(bare.refusal?.message).toContain('why 1 one does not apply is not said');
  expect(bare.view?.points[0]).toMatchObject({ status: 'not_started' });
  expect(commits()).toBe(before);
});

test.each([
  ['a status', { kind: 'set', status: 'blocked' }],
  ['a note', { kind: 'set', notes: 'mine' }],
  ['a file', { kind: 'attach', file: 'seen.txt' }],
  ['a name', { kind: 'assign', to: 'dora@example.com' }],
] as const)('%s for a point that looked otherwise on the screen is refused with what changed', async (_, wish) => {
  const { repository, desk, commits } = await stage();
  writeUnder(repository.work, 'seen.txt', 'I saw it\n');
  const [shown] = (await desk.view()).points;
  const elsewhere = join(repository.root, 'elsewhere');
  runGit(repository.root, repository.env('carl'), ['clone', '-q', 'remote.git', elsewhere]);
  const flags = ['tiny/site-1', 'one', '--status', 'completed', '--notes', 'mine was first'];
  (await repository.run('carl', ['checklist', 'set', ...flags], { cwd: elsewhere })).orThrow();
  const outcome = await desk.perform(wish, shown);
  const words = '1 one was changed meanwhile: it is completed by carl@example.com ("mine was first")';
  expect(outcome.refusal?.message).toBe(words);
  expect(outcome.view?.points[0]).toMatchObject({ status: 'completed', done: { by: 'carl@example.com' } });
  expect(commits()).toBe(Number(runGit(elsewhere, repository.env('carl'), ['rev-list', '--count', 'HEAD'])));
});

test('a look at the remote gives what others did', async () => {
  const { repository, wish, desk } = await stage();
  const elsewhere = join(repository.root, 'elsewhere');
  runGit(repository.root, repository.env('carl'), ['clone', '-q', 'remote.git', elsewhere]);
  const flags = ['tiny/site-1', 'two', '--status', 'completed'];
  (await repository.run('carl', ['checklist', 'set', ...flags], { cwd: elsewhere })).orThrow();
  expect((await desk.view()).points[1]).toMatchObject({ status: 'not_started' });
  const { view, said } = await wish({ kind: 'refresh' });
  expect(said).toBe('this is how it is on the remote');
  expect(view?.points[1]).toMatchObject({ status: 'completed', lacks: 'waits for 1 one', waitsFor: ['1 one'] });
});

test('points are shown in the language that was asked for, and names complete to people of the policy', async () => {
  const { desk } = await stage('dora', 'fr');
  expect((await desk.view()).points[0]).toMatchObject({ title: 'Un', help: 'Regarder' });
  expect(await desk.complete('assign', 'C')).toEqual([
    'carl@example.com',
    'cleo@example.com',
    'controller@example.com',
    'cora@example.com',
  ]);
  expect(await desk.complete('file', 'checkl')).toEqual(['checklists/']);
});

test('without a terminal nothing is drawn, and the commands that do the same are named', async () => {
  const { repository } = await stage();
  const ran = await repository.rgz('dora', 'checklist', 'work', 'tiny/site-1', '--json');
  expect(ran).toMatchObject({ code: 2, stdout: '', error: { code: 'usage.invalid' } });
  expect(ran.error.remedy).toContain('rgz checklist set tiny/site-1 <item> --status completed');
});
