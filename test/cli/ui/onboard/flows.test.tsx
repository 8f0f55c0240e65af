import { cleanup } from 'ink-testing-library';
import { afterEach, describe, expect, test } from 'vitest';
import { openWizard } from '../../../../src/cli/ui/onboard/navigate.ts';
import type { Session } from '../../../../src/cli/ui/onboard/session.ts';
import { isUnsaved } from '../../../../src/cli/ui/onboard/unsaved.ts';
import { wizardConversation } from '../../../../src/cli/ui/onboard/wizard-conversation.ts';
import type { WizardState } from '../../../../src/cli/ui/onboard/wizard-state.ts';
import { keys, paste } from '../keys.ts';
import { play, type Stage } from '../stage.tsx';
import { until } from '../until.ts';
import { aDesk, type FakeDesk } from './a-desk.ts';
import { allDone, aSession, awa, company, errors, imported, lines, moussa, plan, users } from './a-session.ts';

afterEach(cleanup);

const { enter, escape: esc, up, down, right, tab, backspace, ctrlC, ctrlD, ctrlU } = keys;

interface Wizard extends Stage<WizardState> {
  desk: FakeDesk;
}

async function wizard(session?: Session, desk = aDesk(session)): Promise<Wizard> {
  const first = openWizard(session === undefined ? { sessions: lines } : { session });
  return { ...(await play(wizardConversation(first, desk))), desk };
}

const done = (more: Partial<Session['done']>) => ({
  company: true,
  users: true,
  workbook: true,
  import: false,
  ...more,
});
const ready = (more: Partial<Session> = {}) => aSession({ users, done: allDone, imported, state: 'imported', ...more });

test('from nothing to an active tenant', async () => {
  const { send, sees, desk, end } = await wizard();
  desk.readings = { 'teranga.xlsx': { kind: 'plan', plan } };
  await send(enter);
  await sees('Start the onboarding');
  await send(
    company.name,
    enter,
    enter,
    company.ninea,
    enter,
    right,
    enter,
    enter,
    company.site,
    enter,
    company.address,
  );
  await send(enter, enter);
  await sees('OB-2026-0001 is started');
  await send('a', 'Awa', enter, 'Diop', enter, enter, awa.address, enter, enter, enter);
  await sees('1  Awa Diop');
  await send('a', 'Moussa', enter, 'Fall', enter, right, enter, '77 123 45 67');
  await sees('kept as +221771234567');
  await send(enter, 'c', ctrlD);
  await sees('2  Moussa Fall');
  await send(ctrlD);
  await sees('The workbook to fill in');
  await send(ctrlU, 'out.xlsx', enter, enter, enter);
  await sees('written: out.xlsx');
  await send(enter);
  await sees('huge.xlsx');
  await send('ter', enter);
  await sees('nothing is imported yet');
  await send(enter);
  await sees('activate the tenant now?');
  await send('y');
  await sees('waiting for a controller');
  desk.seen({ session: ready({ state: 'applying', mark: '8' }) });
  await sees('a controller is at work');
  desk.seen({ session: ready({ state: 'completed', invited: { issued: 1, sent: 1, unsent: 0 }, mark: '9' }) });
  await sees('Boutique Téranga is an active tenant');
  await sees('1 of 2 codes issued; a controller issues the others');
  desk.seen({ session: ready({ state: 'completed', invited: { issued: 2, sent: 2, unsent: 0 }, mark: '10' }) });
  await sees('2 of 2 sent');
  await send('q');
  expect(await end()).toMatchObject({ outcome: 'left', written: 5 });
  expect(desk.wishes).toMatchObject([
    { kind: 'company', company, session: undefined },
    { kind: 'users', users: [awa, moussa] },
    { kind: 'workbook', path: 'out.xlsx', locale: 'fr' },
    { kind: 'read', path: 'teranga.xlsx' },
    { kind: 'import', plan },
    { kind: 'activate' },
  ]);
});

describe('the first step', () => {
  test('takes the tenant from the name until somebody writes their own', async () => {
    const { send, frame } = await wizard();
    await send(enter, 'Épicerie du Coin');
    expect(frame()).toMatch(/Tenant +epicerie-du-coin\n +proposed from the name/);
    await send(enter, '-2', up, ' SA');
    expect(frame()).toMatch(/Tenant +epicerie-du-coin-2\n/);
    await send(down, ctrlU, up, '!');
    expect(frame()).toMatch(/Tenant +epicerie-du-coin-sa\n/);
  });

  test('shows a company that is there before anything is written', async () => {
    const { send, sees, desk } = await wizard();
    desk.taken = { 'Boutique Awa': 'OB-2026-0003 onboards a company of this name' };
    await send(enter, 'Boutique Awa');
    await sees('✗ OB-2026-0003 onboards a company of this name');
    await send(ctrlD);
    expect(desk.wishes).toEqual([]);
  });

  test('is still filled in after a look at the list', async () => {
    const { send, sees } = await wizard();
    await send(enter, 'Boutique', esc);
    await sees('Which onboarding?');
    await send('n');
    await sees('Boutique▏');
  });

  test('goes to what is missing instead of on', async () => {
    const { send, frame, desk } = await wizard();
    await send(enter, ctrlD);
    expect(frame()).toMatch(/❯ Company +▏\n +✗ needed/);
    expect(frame()).toContain('✗ choose one');
    expect(desk.wishes).toEqual([]);
  });

  test('finds a country by typing, what begins so before what has it inside', async () => {
    const { send, frame } = await wizard();
    await send(enter, down, down, down, down, 'ger');
    expect(frame()).toMatch(/Filter: ger▏\n.* Algeria \(DZ\)\n +❯ Germany \(DE\)/);
    await send(esc);
    expect(frame()).toContain('Senegal (SN)');
    await send('mali', enter);
    expect(frame()).toMatch(/Country +Mali \(ML\)\n❯ Main site/);
  });

  test('may be pasted into, and a paste presses nothing', async () => {
    const { send, frame, desk } = await wizard();
    await send(paste('n'), enter, paste('Boutique\nTéranga'));
    expect(frame()).toContain('Boutique Téranga');
    expect(desk.wishes).toEqual([]);
  });
});

describe('the users', () => {
  test('are removed and put back', async () => {
    const { send, frame, desk, sees } = await wizard(aSession({ users, done: done({ workbook: false }) }));
    await send(esc);
    await sees('at least one admin');
    await send('d');
    expect(frame()).not.toContain('1  Awa');
    expect(frame()).toContain('at least one user has to be an admin');
    await send(ctrlD);
    expect(desk.wishes).toEqual([]);
    await send('u', ctrlD);
    await sees('The workbook to fill in');
    expect(desk.wishes).toEqual([]);
  });

  test('are ten at most', async () => {
    const all = Array.from({ length: 10 }, (_, at) => ({ ...awa, address: `u${at}@b.example` }));
    const { send, sees } = await wizard(aSession({ users: all }));
    await sees('10 of at most 10');
    await send('a');
    await sees('10 users are the most');
  });

  test('whose address another has are told so, in the list and in the form', async () => {
    const { send, sees, desk } = await wizard(aSession());
    desk.taken = { 'awa@b.example': 'a user of OB-2026-0002 has it' };
    await send('a', 'Awa', enter, 'Diop', enter, enter, 'awa@b.example');
    await sees('✗ a user of OB-2026-0002 has it');
    await send(ctrlD);
    await sees('A new user');
  });

  test('of whom one has the same address as another are told so', async () => {
    const { send, sees } = await wizard(aSession({ users }));
    await send('a', 'Awa', enter, 'Ndiaye', enter, enter, 'AWA@teranga.example');
    await sees('✗ user 1 has it already');
  });

  test('are as they were when one is left', async () => {
    const { send, frame, sees } = await wizard(aSession({ users }));
    await send(enter, 'x', esc);
    await sees('at least one admin');
    expect(frame()).toContain('1  Awa Diop ');
  });

  test('lose their address with another way to reach them', async () => {
    const { send, frame } = await wizard(aSession({ users }));
    await send(enter, down, down, right);
    expect(frame()).toMatch(/Telephone +—/);
  });
});

describe('the workbook', () => {
  test('is not written over another file without being asked twice', async () => {
    const { send, sees, desk } = await wizard(aSession({ users, done: done({ workbook: false }) }));
    await send(ctrlU, 'ter', tab);
    await sees('teranga.xlsx▏');
    await sees('a file of this name is there already');
    await send(ctrlD);
    await sees('writes over it; once more');
    expect(desk.wishes).toEqual([]);
    await send(ctrlD);
    await sees('written: teranga.xlsx');
  });

  test('has a name that ends in .xlsx, in a folder that is there', async () => {
    const { send, sees, desk } = await wizard(aSession({ users, done: done({ workbook: false }) }));
    await send(ctrlU, 'out.ods');
    await sees('ends in .xlsx');
    await send(ctrlU, 'no/out.xlsx');
    await sees('there is no such folder');
    await send(ctrlD);
    expect(desk.wishes).toEqual([]);
  });

  test('may have been made elsewhere', async () => {
    const { send, sees } = await wizard(aSession({ users, done: done({ workbook: false }) }));
    await send(up, down, down, down, enter);
    await sees('The filled workbook');
  });
});

describe('the file', () => {
  const open = () => wizard(aSession({ users, done: done({}) }));

  test('is looked for from folder to folder', async () => {
    const { send, sees, frame, desk } = await open();
    desk.folders = { ...desk.folders, '../': [{ name: 'ada', folder: true, size: 0 }] };
    await sees('huge.xlsx');
    await send(enter);
    await sees('teranga-1.xlsx');
    await send(backspace);
    await sees('huge.xlsx');
    await send(backspace);
    await sees('ada/');
    await send('zzz');
    expect(frame()).toContain('no folder and no .xlsx file here that fits');
    await send(enter);
    await sees('✗ there is no workbook ../zzz here');
    await send('.xls');
    await send(enter);
    await sees('✗ ../zzz.xls is no .xlsx workbook: save it as .xlsx, and read that');
  });

  test('is refused where it is too large', async () => {
    const { send, sees, desk } = await open();
    await sees('huge.xlsx');
    await send(down, enter);
    await sees('✗ huge.xlsx has 19.1 MiB, and 10.0 MiB is the most');
    expect(desk.wishes).toEqual([]);
  });

  test('is read with progress, and reading can be stopped', async () => {
    const { send, sees, desk } = await open();
    desk.held = true;
    await send('ter', enter);
    await sees('Looking at the file');
    desk.hooks?.progress({ part: 'Ventes', rows: 500, share: 0.5, seconds: 1 });
    await sees('Ventes: 500 rows');
    await sees('500 rows a second, about a second to go');
    await send(esc);
    await sees('stopped; nothing was imported');
    expect(desk.hooks?.signal.aborted).toBe(true);
    desk.readings = { 'teranga.xlsx': { kind: 'plan', plan } };
    desk.letGo();
    await send('\u0000');
    await sees('The filled workbook');
    desk.held = false;
    await send(enter);
    await sees('nothing is imported yet');
  });

  test('that is no workbook is told so where it was chosen', async () => {
    const { send, sees } = await open();
    await send('ter', enter);
    await sees('✗ this is no workbook');
    await sees('The filled workbook');
  });

  test('with errors shows each cell, writes a marked copy, and is read again', async () => {
    const { send, sees, frame, desk } = await open();
    desk.readings = {
      'teranga.xlsx': { kind: 'errors', file: 'teranga.xlsx', path: 'teranga.xlsx', errors: errors(3), all: 3 },
    };
    await send('ter', enter);
    await sees('3 cells are wrong');
    await send(down);
    expect(frame()).toContain('Ventes B7 (Date)  it holds "31/02/2026"');
    await send('m');
    await sees('written: teranga-marked.xlsx');
    desk.readings = { 'teranga.xlsx': { kind: 'plan', plan } };
    await send('r');
    await sees('nothing is imported yet');
    await send('f');
    await sees('The filled workbook');
  });
});

describe('what is imported', () => {
  test('is taken back by a change of an earlier step, which is asked twice', async () => {
    const { send, sees, desk } = await wizard(ready());
    await send('1');
    await sees('Magasin Plateau');
    await send(up, ' 2', ctrlD);
    await sees('takes the import back');
    expect(desk.wishes).toEqual([]);
    await send(ctrlD);
    await sees('The users');
    await send(ctrlD);
    await sees('The workbook to fill in');
    expect(desk.wishes).toMatchObject([{ kind: 'company', company: { address: `${company.address} 2` } }]);
    expect(desk.session?.done.import).toBe(false);
  });

  test('stays where nothing was changed on the way through', async () => {
    const { send, sees, desk } = await wizard(ready());
    await send('1');
    await sees('Save and go on');
    await send(enter);
    await sees('The users');
    await send(ctrlD);
    await sees('The workbook');
    expect(desk.wishes).toEqual([]);
  });

  test('is not written twice', async () => {
    const { send, sees, desk } = await wizard(ready());
    desk.readings = { 'teranga.xlsx': { kind: 'plan', plan: { ...plan, same: true } } };
    await send('f', 'ter', enter);
    await sees('imported already');
    await send(enter);
    await sees('activate the tenant now?');
    expect(desk.wishes.map(({ kind }) => kind)).toEqual(['read']);
  });

  test('is replaced only when asked twice', async () => {
    const { send, sees, desk } = await wizard(ready());
    desk.readings = { 'teranga.xlsx': { kind: 'plan', plan } };
    await send('f', 'ter', enter);
    await sees('takes the place of 150 products');
    await send(enter);
    await sees('this replaces what ada@example.com imported 2 h ago');
    await send(esc);
    expect(desk.wishes.map(({ kind }) => kind)).toEqual(['read']);
    await send(enter, enter);
    await sees('activate the tenant now?');
  });
});

describe('what another did meanwhile', () => {
  const theirs = (more: Partial<Session>) =>
    ready({ mark: '7', last: { by: 'carl@example.com', phrase: 'changed', ago: 'just now' }, ...more });

  test('is told, and the own answers are not written over it unasked', async () => {
    const { send, sees, frame, desk } = await wizard(
      ready({ done: done({}), imported: undefined, state: 'in_progress' }),
    );
    await send(esc, esc, esc);
    await sees('Magasin Plateau');
    desk.next = [
      {
        refusal: { message: 'it was changed meanwhile', remedy: [] },
        session: theirs({
          state: 'in_progress',
          imported: undefined,
          done: done({}),
          company: { ...company, site: 'Médina' },
        }),
      },
    ];
    await send(up, ' bis', ctrlD);
    await sees('! meanwhile: changed by carl@example.com, just now: site is now "Médina"');
    expect(frame()).toContain('the record has "Médina" now');
    expect(frame()).toContain('12 rue Carnot, Dakar bis');
    await send(ctrlD);
    await sees('written over what another person did');
    expect(desk.wishes).toHaveLength(1);
    await send(ctrlD);
    await sees('The users');
    expect(desk.wishes).toHaveLength(2);
    expect(desk.wishes[1]).toMatchObject({ session: { mark: '7' } });
  });

  test('leads to where the onboarding is now', async () => {
    const { send, sees, desk } = await wizard(ready());
    desk.next = [{ refusal: { message: 'it is completed', remedy: [] }, session: theirs({ state: 'completed' }) }];
    await send('y');
    await sees('is an active tenant');
    await sees('it is completed now');
  });
});

describe('a session', () => {
  test.each([
    [aSession(), 'The users'],
    [aSession({ users, done: done({ workbook: false }) }), 'The workbook to fill in'],
    [aSession({ users, done: done({}) }), 'The filled workbook'],
    [ready(), 'activate the tenant now?'],
    [ready({ state: 'failed', error: 'no database' }), '✗ no database'],
    [ready({ state: 'activating' }), 'waiting for a controller'],
    [ready({ state: 'unknown' }), 'nobody knows how it went'],
    [ready({ state: 'completed' }), 'is an active tenant'],
    [aSession({ state: 'cancelled' }), 'was cancelled'],
  ])('is gone on with where it stands: %#', async (session, words) => {
    const { sees } = await wizard(session);
    await sees(words);
  });

  test('is chosen from the list, which is gone back to', async () => {
    const { send, sees, desk } = await wizard();
    desk.next = [{ session: ready() }];
    await send(down, enter);
    await sees('activate the tenant now?');
    expect(desk.wishes).toEqual([{ kind: 'open', id: 'OB-2026-0007' }]);
  });

  test('that waits for a controller may still be changed, which is asked twice', async () => {
    const { send, sees, desk } = await wizard(ready({ state: 'activating' }));
    await send('f', esc);
    await sees('waiting for a controller');
    await send('1');
    await sees('Magasin Plateau');
    await send(up, '!', ctrlD);
    await sees('takes the import back');
    await send(ctrlD);
    await sees('The users');
    expect(desk.wishes).toHaveLength(1);
  });

  test('of which nobody knows how it went is ordered again', async () => {
    const { send, sees, desk } = await wizard(ready({ state: 'unknown' }));
    await send('1', 'y');
    await sees('waiting for a controller');
    expect(desk.wishes).toMatchObject([{ kind: 'activate' }]);
  });

  test('that fails under way is shown with why, and can be tried again', async () => {
    const { send, sees, desk } = await wizard(ready({ state: 'applying' }));
    desk.seen({ session: ready({ state: 'failed', error: 'no database', mark: '3' }) });
    await sees('✗ no database');
    await send('y');
    await sees('waiting for a controller');
  });
});

describe('leaving', () => {
  test('with Ctrl+C is told apart, also while something is under way', async () => {
    const { send, desk, end } = await wizard(ready());
    desk.held = true;
    await send('y', ctrlC);
    expect((await end()).outcome).toBe('interrupted');
    expect(desk.hooks?.signal.aborted).toBe(true);
  });

  test('with something that is not saved is told so', async () => {
    const { send, end } = await wizard();
    await send(enter, 'Boutique', ctrlC);
    expect(isUnsaved(await end())).toBe(true);
  });

  test('keys are not heard while a step is being written', async () => {
    const { send, sees, desk } = await wizard(ready());
    desk.held = true;
    await send('y');
    await sees('ordering the activation');
    await send('y', 'f', esc, '1');
    await sees('activate the tenant now?');
    desk.letGo();
    await sees('waiting for a controller');
    expect(desk.wishes).toHaveLength(1);
  });

  test('a look that was begun ends with the screen', async () => {
    const { send, sees, end } = await wizard(ready({ state: 'activating' }));
    await sees('waiting for a controller');
    await send('q');
    expect((await end()).outcome).toBe('left');
  });
});

test('escapes in a record are not drawn', async () => {
  const evil = '\u001b[31mred\u202e';
  const { frame, send } = await wizard(
    ready({ company: { ...company, name: evil, address: evil }, users: [{ ...awa, firstName: evil }] }),
  );
  for (const key of ['1', esc]) await send(key);
  await until(() => frame() !== '');
  expect(frame()).not.toContain('\u001b');
  expect(frame()).not.toContain('\u202e');
});
