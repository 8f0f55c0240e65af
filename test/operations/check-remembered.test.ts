import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { howMany, Random } from '../fuzz/random.ts';
import { writeUnder } from '../kit/folder.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { recordPath, recordText } from '../kit/requests.ts';

const taken = { id: 'PR-2026-0001', createdAt: '2026-01-15T10:00:00Z' };
const back = { id: 'PR-2026-0002', createdAt: '2026-01-15T11:00:00Z' };
const other = { id: 'PR-2026-0003', createdAt: '2026-02-01T00:00:00Z' };
const [takenPath, backPath, otherPath] = [recordPath(taken), recordPath(back), recordPath(other)];
const rollback = recordText(back).replace('spec:\n', `spec:\n  rollbackOf: ${taken.id}\n`);

async function judged(repository: Repository) {
  const ran = await repository.rgz('vera', 'check', '--json');
  const { checked, findings } = ran.json as { checked: number; findings: { rule: string; file: string }[] };
  return { code: ran.code, checked, findings: findings.map(({ rule, file }) => `${rule} ${file}`) };
}

/** What is said where nothing is remembered; what was goes on afterwards. */
async function judgedAfresh(repository: Repository) {
  const memory = join(repository.work, '.git/rgz');
  const aside = join(repository.root, 'aside');
  renameSync(memory, aside);
  const said = await judged(repository);
  rmSync(memory, { recursive: true, force: true });
  renameSync(aside, memory);
  return said;
}

/** What is said with a memory, which is what is said without one; what two files do wrong together it may tell of one of them. */
async function judgedTwice(repository: Repository, step: string) {
  const remembering = await judged(repository);
  const again = await judged(repository);
  const afresh = await judgedAfresh(repository);
  for (const { code, checked, findings } of [remembering, again]) {
    expect({ step, code, checked }).toEqual({ step, code: afresh.code, checked: afresh.checked });
    expect(afresh.findings, step).toEqual(expect.arrayContaining(findings));
  }
  return afresh;
}

/** What a checkout may go through. */
const life: readonly (readonly [string, (repository: Repository) => void])[] = [
  [
    'three records',
    (r) =>
      r.commit('dora', {
        files: { [takenPath]: recordText(taken), [backPath]: rollback, [otherPath]: recordText(other) },
      }),
  ],
  ['one of them is edited', (r) => writeUnder(r.work, otherPath, `${recordText(other)}# more\n`)],
  ['one of them is broken', (r) => writeUnder(r.work, otherPath, 'spec: [\n')],
  ['one that another refers to is away', (r) => rmSync(join(r.work, takenPath))],
  ['the broken one is as it was', (r) => writeUnder(r.work, otherPath, recordText(other))],
  ['it is away for good', (r) => r.commit('dora', { files: { [takenPath]: null } })],
  ['it is there again', (r) => r.commit('dora', { files: { [takenPath]: recordText(taken) } })],
  [
    'the other one is there twice',
    (r) => writeUnder(r.work, `${dirname(dirname(otherPath))}/03/PR-2026-0003.yaml`, recordText(other)),
  ],
  ['and once', (r) => rmSync(join(r.work, `${dirname(dirname(otherPath))}/03/PR-2026-0003.yaml`))],
  [
    'a tenant is only here',
    (r) => {
      writeUnder(
        r.work,
        'tenants/tenant-new/tenant.yaml',
        readFileSync(join(r.work, 'tenants/tenant-finance/tenant.yaml'), 'utf8').replaceAll(
          'tenant-finance',
          'tenant-new',
        ),
      );
      const path = join(r.work, otherPath);
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll('tenant-finance', 'tenant-new'));
    },
  ],
  ['and gone', (r) => rmSync(join(r.work, 'tenants/tenant-new'), { recursive: true })],
];

const texts: readonly [path: string, ways: readonly string[]][] = [
  [takenPath, [recordText(taken), 'spec: [\n']],
  [backPath, [rollback, recordText(back)]],
  [otherPath, [recordText(other), recordText(other).replace('tenant-finance', 'tenant-retail')]],
  [otherPath.replace('/02/', '/03/'), [recordText(other)]],
  ['requests/notes.txt', ['a note\n']],
  ['checklists/evidence/0a.txt', ['no digest\n']],
];
const settings = ['.rgz/config.yaml', 'tenants/tenant-finance/tenant.yaml', 'tenants/tenant-retail/tenant.yaml'];

/** Small changes in no order; what is left out of a commit stays in the checkout. */
function atRandom(random: Random, count: number): typeof life {
  const step = (): (typeof life)[number] => {
    const chosen = random.below(10);
    if (chosen < 3) return ['commit', (r) => void r.commit('ada')];
    if (chosen < 4) return ['all is well', mend];
    if (chosen < 5) {
      const path = random.pick(settings);
      return [`${path} less`, (r) => lessen(r, path)];
    }
    const [path, ways] = random.pick(texts);
    if (chosen < 7) return [`${path} away`, (r) => rmSync(join(r.work, path), { force: true })];
    const text = random.pick(ways);
    return [`${path} written`, (r) => writeUnder(r.work, path, text)];
  };
  return Array.from({ length: count }, step);
}

/** As the repository began, with three records that are all right. */
function mend(repository: Repository): void {
  const [first = ''] = repository.git('rev-list', '--max-parents=0', 'HEAD').split('\n');
  for (const path of settings) writeUnder(repository.work, path, repository.git('show', `${first}:${path}`));
  for (const [index, [path, [text = '']]] of texts.entries())
    if (index < 3) writeUnder(repository.work, path, text);
    else rmSync(join(repository.work, path), { force: true });
}

/** A tenant is gone, or an environment. */
function lessen(repository: Repository, path: string): void {
  const file = join(repository.work, path);
  if (!path.startsWith('.rgz/')) rmSync(file, { force: true });
  else writeFileSync(file, readFileSync(file, 'utf8').replace(/^ {2}staging:\n( {4}.*\n)*/m, ''));
}

const random = new Random(howMany('RGZ_FUZZ_SEED', 7));
const lives = Array.from({ length: howMany('RGZ_FUZZ_CHECKOUTS', 2) }, (_, at) => ({
  name: `at random, ${at + 1}`,
  steps: [['all is well', mend] as const, ...atRandom(random, 30)],
}));

test.each([{ name: 'in a life of it', steps: life }, ...lives])(
  'what is remembered of a checkout, whatever was changed $name by then, changes no verdict',
  async ({ steps }) => {
    const repository = await makeRepository({ remote: false });
    const seen = new Set<number>();
    for (const [step, change] of steps) {
      change(repository);
      seen.add((await judgedTwice(repository, step)).code);
    }
    expect(seen).toEqual(new Set([0, 1]));
  },
);

test('a link that was only in the checkout is told no more once a folder was committed in its place', async () => {
  const repository = await makeRepository({ remote: false });
  repository.commit('dora', { files: { [takenPath]: recordText(taken) } });
  const month = dirname(otherPath);
  symlinkSync('01', join(repository.work, month));
  expect((await judgedTwice(repository, 'a link')).findings).toEqual([`tree.not-a-file ${month}`]);
  rmSync(join(repository.work, month));
  mkdirSync(join(repository.work, month));
  repository.commit('dora', { files: { [otherPath]: recordText(other) } });
  expect(await judgedTwice(repository, 'a folder')).toEqual({ code: 0, checked: 2, findings: [] });
});

test.skipIf(process.platform !== 'linux')('a file whose name is no text is told each time', async () => {
  const repository = await makeRepository({ remote: false });
  const name = Buffer.from('caf\xe9.txt', 'latin1');
  writeFileSync(Buffer.concat([Buffer.from(`${repository.work}/requests/`), name]), 'a note\n');
  repository.commit('dora');
  const told = { code: 1, checked: 0, findings: ['tree.unexpected-file requests/caf\ufffd.txt'] };
  expect(await judgedTwice(repository, 'a name in bytes')).toEqual(told);
});
