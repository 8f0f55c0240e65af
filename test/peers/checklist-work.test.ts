import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { runGit, writeUnder } from '../kit/folder.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { program } from '../kit/run-rgz.ts';
import { Tmux } from './tmux.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const titles = ['A photo shows the mast', 'The power holds', 'The latency is low', 'Somebody knows whom to call'];
const template = {
  apiVersion: 'rgz.dev/v1',
  kind: 'ChecklistTemplate',
  name: 'tiny',
  title: { en: 'Tiny' },
  categories: [
    {
      id: 'all',
      title: { en: 'All' },
      items: titles.map((en, at) => ({
        id: `point-${at + 1}`,
        title: { en },
        ...(at === 0 ? { evidence: 'image' } : {}),
      })),
    },
  ],
};

async function stage(): Promise<Repository> {
  const repository = await makeRepository({ identity: 'signed' });
  repository.commit('ada', { files: { 'templates/checklists/tiny.yaml': stringify(template) }, message: 'tiny' });
  const flags = ['--template', 'tiny', '--subject', 'site-1', '--tenant', 'tenant-finance'];
  (await repository.rgz('dora', 'checklist', 'create', ...flags)).orThrow();
  return repository;
}

/** A shell of Dora's in which the screen is open. Its process tells who it is in a file. */
function open(repository: Repository, size = { columns: 80, rows: 24 }, env: Record<string, string> = {}) {
  const terminal = new Tmux(size, { cwd: repository.work, env: { ...repository.env('dora'), ...env } });
  const pid = join(repository.root, 'pid');
  const line = `sh -c 'echo $$ > ${pid}; exec "${process.execPath}" "${program}" checklist work tiny/site-1'; echo ended $?`;
  terminal.type(`clear; ${line}`);
  terminal.press('Enter');
  terminal.sees('q leaves');
  return { terminal, kill: (signal: NodeJS.Signals) => process.kill(Number(readFileSync(pid, 'utf8')), signal) };
}

/** What Dora's commits on the remote did, oldest first. */
function actionsOf(repository: Repository): readonly string[] {
  const format = '--format=%(trailers:key=Rgz-Action,valueonly,separator=%x20)';
  const log = runGit(join(repository.root, 'remote.git'), repository.env('dora'), [
    'log',
    '--reverse',
    format,
    '--author=dora',
    'main',
  ]);
  return log
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '' && each !== 'created');
}

test('a checklist is worked on from a terminal, and every action is one signed commit', async () => {
  const repository = await stage();
  writeUnder(repository.root, 'pictures/mast north.png', png);
  const { terminal } = open(repository);
  expect(terminal.modes()).toEqual({ cursor: false, apart: true });
  terminal.press('Space');
  terminal.sees(/✓ 1 {2}A photo shows the mast +to prove/);
  terminal.type('e');
  terminal.sees('File that proves 1');
  terminal.type(`${repository.root}/pict`);
  terminal.press('Tab');
  terminal.sees('/pictures/▏');
  terminal.press('Tab');
  terminal.sees('mast north.png▏');
  terminal.press('Enter');
  terminal.sees('✓ 1 has mast north.png');
  // Three changes at once: they are written one after another.
  terminal.type('jijbkm');
  terminal.sees('Note for 2');
  terminal.type('batteries come on Monday');
  terminal.press('Enter');
  terminal.sees('✓ 2 has a note');
  expect(terminal.screen()).toMatch(/◔ 2 .*\n.*✗ 3 /);
  terminal.type('v');
  terminal.sees('✗ 2: dora@example.com has no role that allows checklist.validate');
  terminal.press('Escape');

  for (const [columns, rows] of [
    [40, 15],
    [200, 60],
    [80, 24],
  ] as const) {
    terminal.resize({ columns, rows });
    const bottom = columns === 40 ? 'q leaves · m note$' : 'v validate';
    const screen = terminal.sees(new RegExp(`^Tiny · site-1[\\s\\S]*❯ ◔ 2 [\\s\\S]*${bottom}`, 'm'));
    expect(screen.split('\n').filter((each) => each.startsWith('Tiny'))).toHaveLength(1);
  }

  terminal.type('q');
  expect(terminal.sees('ended 0')).toContain('CL-tiny.site-1: 1 of 4 done, open; 5 changes written');
  expect(terminal.modes()).toEqual({ cursor: true, apart: false });
  expect(actionsOf(repository)).toEqual(['item-set', 'evidence-added', 'item-set', 'item-set', 'item-set']);
  expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true, findings: [] });
});

test('what another person did meanwhile is told, and nothing is written over it', async () => {
  const repository = await stage();
  const elsewhere = join(repository.root, 'elsewhere');
  runGit(repository.root, repository.env('carl'), ['clone', '-q', 'remote.git', elsewhere]);
  const carl = async (...args: string[]) =>
    (await repository.run('carl', ['checklist', 'set', 'tiny/site-1', ...args], { cwd: elsewhere })).orThrow();
  const { terminal } = open(repository);
  await carl('1', '--status', 'completed', '--notes', 'seen it myself');
  await carl('4', '--status', 'in_progress');
  terminal.press('p');
  terminal.sees('✗ 1 point-1 was changed meanwhile: it is completed by carl@example.com');
  const screen = terminal.sees(/◔ 4 .*changed/);
  expect(screen).toMatch(/❯ ✓ 1 .*refused/);
  expect(actionsOf(repository)).toEqual([]);
  terminal.press('Escape');
  terminal.sees('! meanwhile others changed 4 (in progress)');
  await carl('3', '--status', 'blocked');
  terminal.type('r');
  terminal.sees('! meanwhile others changed 3 (blocked)');
  terminal.type('q');
  terminal.sees('ended 0');
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s gives the terminal back, and what was begun is written',
  async (signal) => {
    const repository = await stage();
    const { terminal, kill } = open(repository);
    terminal.press('Space');
    terminal.sees(/✓ 1 .*(?:writing|to prove)/);
    kill(signal);
    expect(terminal.sees('ended 130')).toContain('1 of 4 done, open; 1 change written');
    expect(terminal.modes()).toEqual({ cursor: true, apart: false });
    terminal.type('clear; stty -a');
    terminal.press('Enter');
    expect(terminal.sees(/iexten/)).toMatch(/ icanon[\s\S]* echo /);
    expect(actionsOf(repository)).toEqual(['item-set']);
  },
);

test('Ctrl+C leaves at once, and colours are left out where they are refused', async () => {
  const repository = await stage();
  const coloured = open(repository).terminal;
  expect(coloured.screen(true)).toContain('\u001b[33m');
  const { terminal } = open(repository, { columns: 80, rows: 24 }, { NO_COLOR: '1' });
  expect(terminal.screen(true)).not.toContain('\u001b[');
  terminal.press('C-c');
  terminal.sees('ended 130');
  expect(terminal.modes()).toEqual({ cursor: true, apart: false });
});
