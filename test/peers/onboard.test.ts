import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filledWorkbook, largeWorkbook } from '../kit/filled-workbook.ts';
import { runGit, writeUnder } from '../kit/folder.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { program } from '../kit/run-rgz.ts';
import { Tmux } from './tmux.ts';

interface Opened {
  terminal: Tmux;
  kill: (signal: NodeJS.Signals) => void;
}

/** A shell of Ada's in which the wizard is open. Its process tells who it is in a file. */
function open(
  repository: Repository,
  args = '',
  { columns = 80, rows = 24, env = {}, cwd = repository.work } = {},
): Opened {
  const terminal = new Tmux({ columns, rows }, { cwd, env: { ...repository.env('ada'), ...env } });
  const pid = join(repository.root, 'pid');
  const line = `sh -c 'echo $$ > ${pid}; exec "${process.execPath}" "${program}" onboard ${args}'; echo ended $?`;
  terminal.type(`clear; ${line}`);
  terminal.press('Enter');
  return { terminal, kill: (signal) => process.kill(Number(readFileSync(pid, 'utf8')), signal) };
}

/** Fills a field in and goes on. What comes with a line break in the middle would count as pasted. */
function write(terminal: Tmux, text: string): void {
  terminal.type(text);
  terminal.sees(`${text}▏`);
  terminal.press('Enter');
}

function fillCompany(terminal: Tmux): void {
  terminal.sees('+ A new company');
  terminal.press('Enter');
  terminal.sees('Start the onboarding');
  terminal.type('Boutique Téranga');
  terminal.sees(/Tenant +boutique-teranga\n +proposed from the name/);
  terminal.press('Enter', 'Enter', 'Enter', 'Right', 'Enter');
  terminal.sees(/❯ Country +Senegal \(SN\)/);
  terminal.type('mali');
  terminal.sees('❯ Mali (ML)');
  terminal.press('Escape');
  terminal.sees(/❯ Country +Senegal \(SN\)/);
  terminal.press('Enter');
  write(terminal, 'Magasin Plateau');
  write(terminal, '12 rue Carnot, Dakar');
  terminal.sees('❯ → Start the onboarding');
  terminal.press('Enter');
  terminal.sees(/✓ OB-\d{4}-0001 is started/);
}

/** What Ada's commits on the remote did, oldest first. */
function actionsOf(repository: Repository): readonly string[] {
  const format = '--format=%(trailers:key=Rgz-Action,valueonly,separator=%x20)';
  const args = ['log', '--reverse', format, '--author=ada', 'main'];
  const log = runGit(join(repository.root, 'remote.git'), repository.env('ada'), args);
  return log
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

test('a company is led from its name to an active tenant, and every step is one signed commit', async () => {
  const repository = await makeRepository({ identity: 'signed' });
  const before = actionsOf(repository).length;
  const bad = filledWorkbook({ sales: [[new Date('2020-01-01'), 'P001', 2, 5000]] });
  writeUnder(repository.root, 'homes/ada/data/bad.xlsx', Buffer.from(bad));
  writeUnder(repository.root, 'homes/ada/data/good.xlsx', Buffer.from(largeWorkbook(150, 2000)));
  const { terminal } = open(repository);
  fillCompany(terminal);

  terminal.type('a');
  terminal.sees('A new user');
  write(terminal, 'Awa');
  write(terminal, 'Diop');
  terminal.press('Right', 'Enter');
  terminal.sees('❯ Telephone');
  terminal.type('77 12');
  terminal.sees('✗ "77 12" is no phone number of SN');
  terminal.type('3 45 67');
  terminal.sees('✓ kept as +221771234567');
  terminal.press('C-d');
  terminal.sees(/1 +Awa Diop +admin +\+221771234567/);
  terminal.press('C-d');
  terminal.sees('The workbook to fill in');

  terminal.press('Up', 'Down', 'Down', 'Enter');
  terminal.sees('✓ written: boutique-teranga.xlsx');
  terminal.press('Enter');
  terminal.sees('The filled workbook');
  terminal.sees('boutique-teranga.xlsx');
  terminal.type('~/data/b');
  terminal.sees('❯ bad.xlsx');
  terminal.press('Enter');
  terminal.sees('bad.xlsx: 1 cell is wrong, and nothing was imported');
  terminal.sees(/Ventes A2 .*it holds "2020-01-01"/);
  terminal.type('m');
  terminal.sees('✓ written: ~/data/bad-marked.xlsx');
  terminal.type('f');
  terminal.sees('❯ ~/data/b▏');
  terminal.press('BSpace');
  terminal.sees('❯ bad-marked.xlsx');
  terminal.type('good');
  terminal.sees(/❯ good\.xlsx/);
  terminal.press('Enter');
  const plan = terminal.sees('The plan: nothing is imported yet');
  expect(plan).toMatch(/Products +150\nSales +2,000 over \d+ months/);
  terminal.press('Enter');
  terminal.sees('activate the tenant now?');

  for (const [columns, rows] of [
    [140, 40],
    [50, 15],
    [80, 24],
  ] as const) {
    terminal.resize({ columns, rows });
    terminal.sees(columns === 50 ? 'This window is 50 by 15' : /y activates/);
  }

  terminal.type('y');
  terminal.sees('waiting for a controller');
  (await repository.rgz('robot', 'controller', 'run', '--until-idle', '--timeout', '60')).orThrow();
  const summary = terminal.sees('Boutique Téranga is an active tenant');
  expect(summary).toMatch(/Users +1, 1 of them an admin/);
  expect(summary).toMatch(/rgz onboarding status OB-/);
  terminal.type('q');
  expect(terminal.sees('ended 0')).toMatch(
    /OB-\d{4}-0001: Boutique Téranga, 4 of 4 steps done, ✓ completed; 5 changes/,
  );
  expect(terminal.modes()).toEqual({ cursor: true, apart: false });
  const actions = ['created', 'edited', 'workbook-made', 'imported', 'activation-ordered'];
  expect(actionsOf(repository).slice(before)).toEqual(actions);
  expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true, findings: [] });
});

test('Ctrl+C leaves at once and tells how to go on, on another machine as well', async () => {
  const repository = await makeRepository();
  const { terminal } = open(repository);
  fillCompany(terminal);
  terminal.press('a');
  terminal.sees('A new user');
  terminal.type('Awa');
  terminal.sees('Awa▏');
  terminal.press('C-c');
  const left = terminal.sees('ended 130');
  expect(left).toMatch(/not saved: what was entered and not confirmed/);
  expect(left).toMatch(/OB-\d{4}-0001: Boutique Téranga, 1 of 4 steps done, ○ in progress/);
  const [, id = ''] = /here or on another machine: rgz onboard (OB-\d{4}-0001)/.exec(left) ?? [];
  expect(terminal.modes()).toEqual({ cursor: true, apart: false });

  const cwd = join(repository.root, 'elsewhere');
  runGit(repository.root, repository.env('ada'), ['clone', '-q', 'remote.git', cwd]);
  const other = open(repository, '', { cwd }).terminal;
  other.sees(/Boutique Téranga +■··· 1\/4 +in progress/);
  other.press('Down', 'Enter');
  other.sees('0 of at most 10');
  other.press('Escape');
  other.sees(/Address +12 rue Carnot, Dakar/);
  other.press('C-c');
  other.sees('ended 130');
  const named = open(repository, id, { cwd, env: { NO_COLOR: '1' } }).terminal;
  named.sees('0 of at most 10');
  expect(named.screen(true)).not.toContain('\u001b[');
  const byTenant = open(repository, '--tenant boutique-teranga', { cwd }).terminal;
  byTenant.sees('0 of at most 10');
  expect(byTenant.screen(true)).toContain('\u001b[');
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s gives the terminal back', async (signal) => {
  const repository = await makeRepository();
  const { terminal, kill } = open(repository, '--tenant my-own');
  terminal.sees(/Tenant +my-own/);
  terminal.type('Boutique');
  terminal.sees(/Boutique▏[\s\S]*Tenant +my-own/);
  kill(signal);
  expect(terminal.sees('ended 130')).toContain('nothing was written; begin again with: rgz onboard');
  expect(terminal.modes()).toEqual({ cursor: true, apart: false });
  terminal.type('clear; stty -a');
  terminal.press('Enter');
  expect(terminal.sees(/iexten/)).toMatch(/ icanon[\s\S]* echo /);
});
