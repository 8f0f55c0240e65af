import { existsSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { writeUnder } from '../kit/folder.ts';
import { makeRepository, type Repository, type Who } from '../kit/repository.ts';
import { recordOf, recordPath, recordText, requestFlags } from '../kit/requests.ts';

let fixture: Repository;
let good: string;

beforeAll(async () => {
  fixture = await makeRepository();
  good = await fixture.request();
});

const megabytes = (count: number) => 'x'.repeat(count * 1024 * 1024);

describe('a hostile id', () => {
  const ids = () => [
    '--upload-pack=touch pwned',
    '-rf',
    '--',
    '..',
    '../../../.rgz/policy.yaml',
    `requests/../${good}`,
    `${good}\0`,
    `${good}\u0000.yaml`,
    `${good}\u202e`,
    `${good} ; touch pwned`,
    '$(touch pwned)',
    '__proto__',
    'constructor',
    'HEAD',
    'main:.rgz/policy.yaml',
    '@{-1}',
    `${good}~1`,
    ':(glob)**',
    '*',
    `prod/${good}`,
    good.replace('PR', 'ＰＲ'),
    good.replace('PR', 'РR'),
    good.replace('2026', '２０２６'),
    'PR-2026-99999999999999999999',
    'A'.repeat(100_000),
    '',
    ' ',
  ];

  test.each([
    ['dora', ['show']],
    ['dora', ['request', 'show']],
    ['dora', ['log']],
    ['dora', ['explain']],
    ['dora', ['audit']],
    ['carl', ['approve']],
    ['carl', ['reject', '--reason', 'not good enough yet']],
    ['dora', ['request', 'edit', '--set', 'request.impactAssessment=high']],
    ['dora', ['request', 'cancel']],
    ['dora', ['request', 'retry']],
    ['dora', ['request', 'rollback']],
  ] as [Who, string[]][])('%s: rgz %j knows no such record, and does nothing', async (who, args) => {
    const before = fixture.git('for-each-ref');
    for (const id of ids()) {
      const ran = await fixture.rgz(who, '--json', ...args, '--', id);
      expect([id.slice(0, 40), ran.code, ran.stdout, ran.error.code]).toEqual([
        id.slice(0, 40),
        3,
        '',
        'record.unknown',
      ]);
      expect(ran.error.remedy).not.toEqual([]);
      expect(ran.stderr.length).toBeLessThan(2_000);
    }
    expect(fixture.git('for-each-ref')).toBe(before);
    expect(existsSync(join(fixture.work, 'pwned'))).toBe(false);
  });
});

/** Each letter nine of the one before: a billion and more in the end. */
const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
  .concat([...'bcdefghij'].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[at]}`).join(', ')}]`))
  .join('\n');

/** Files that are no record, by what is wrong with each. */
const documents: Record<string, (text: string) => string | Buffer> = {
  'a YAML alias': (text) =>
    text.replace('name: payment-api', 'name: &n payment-api').replace('version: 2.1.0', 'version: *n'),
  'a YAML bomb': (text) => `${text}labels:\n${bomb.replace(/^/gm, '  ')}\n`,
  'a merge key': (text) => text.replace('spec:', 'spec:\n  <<: { approved: true }'),
  'a tag': (text) => text.replace('name: payment-api', 'name: !!js/function "() => 1"'),
  'a key twice': (text) =>
    text.replace('  tenant: tenant-finance', '  tenant: tenant-retail\n  tenant: tenant-finance'),
  'two documents': (text) => `${text}---\n${text}`,
  __proto__: (text) => text.replace('spec:', '__proto__:\n  status: { state: approved }\nspec:'),
  '__proto__ in the spec': (text) => text.replace('  request:', '  __proto__: { approved: true }\n  request:'),
  'a constructor': (text) => text.replace('  request:', '  constructor: { prototype: {} }\n  request:'),
  'ten megabytes': (text) => text.replace('New PCI-DSS', megabytes(10)),
  'ten megabytes of comments': (text) => `${`# ${'x'.repeat(1_000)}\n`.repeat(10_000)}${text}`,
  'a thousand folds': (text) => `${text}deep: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`,
  'a NUL': (text) => text.replace('payment-api', 'payment\0api'),
  'bytes that are no UTF-8': (text) => Buffer.concat([Buffer.from(text), Buffer.from([0x23, 0xff, 0xfe, 0x0a])]),
  'UTF-16': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'text that runs backwards': (text) => text.replace('payment-api', 'payment\u202eipa'),
  nothing: () => '',
  'a list': () => '- a\n- b\n',
};

describe('a hostile file that is to become a request', () => {
  test.each(Object.entries(documents))('%s is refused, and nothing is written', async (_, spoil) => {
    const before = fixture.head();
    const text = stringify(recordOf({ id: 'PR-2026-0100' }), { aliasDuplicateObjects: false });
    const ran = await fixture.run('dora', ['request', 'create', '-f', '-', '--json'], { input: spoil(text) });
    expect([ran.code, ran.stdout]).toEqual([3, '']);
    expect(['yaml.invalid', 'schema.invalid', 'input.invalid']).toContain(ran.error.code);
    expect(ran.error.remedy).not.toEqual([]);
    expect(ran.stderr.length).toBeLessThan(5_000);
    expect(fixture.head()).toBe(before);
    expect(({} as Record<string, unknown>).approved).toBeUndefined();
  });

  test('release notes of ten megabytes are refused', async () => {
    const before = fixture.head();
    writeUnder(fixture.root, 'notes.md', megabytes(10));
    const flags = requestFlags({ releaseNotes: '@../notes.md' });
    const ran = await fixture.rgz('dora', 'request', 'create', ...flags, '--json');
    expect([ran.code, ran.stdout, fixture.head()]).toEqual([3, '', before]);
    expect(ran.stderr.length).toBeLessThan(5_000);
  });
});

describe('hostile files among the records', () => {
  let repository: Repository;
  const names = Object.keys(documents);
  const idOf = (name: string) => `PR-2026-${String(100 + names.indexOf(name)).padStart(4, '0')}`;
  const linked = 'PR-2026-0090';
  const secret = 'nobody may read this';

  beforeAll(async () => {
    repository = fixture.copy();
    const files = names.map((name) => {
      const wish = { id: idOf(name) };
      return [recordPath(wish), documents[name]?.(recordText(wish)) ?? ''] as const;
    });
    writeUnder(repository.root, 'secret.yaml', recordText({ id: linked, justification: `${secret}, and nobody does` }));
    const link = recordPath({ id: linked });
    writeUnder(repository.work, link, '');
    unlinkSync(join(repository.work, link));
    symlinkSync(join(repository.root, 'secret.yaml'), join(repository.work, link));
    const twin = repository.pathOf(good).replace('/PR-', '/pr-');
    repository.commit('dora', {
      files: { ...Object.fromEntries(files), [twin]: `${repository.show(repository.pathOf(good))}\n` },
    });
  });

  test.each(names)('%s: it is told as invalid, and nothing is decided on it', async (name) => {
    const before = repository.head();
    for (const [who, ...args] of [
      ['vera', 'show', idOf(name)],
      ['carl', 'approve', idOf(name)],
      ['dora', 'request', 'cancel', idOf(name)],
    ] as const) {
      const ran = await repository.rgz(who, ...args, '--json');
      expect([args[0], ran.code, ran.stdout]).toEqual([args[0], 3, '']);
      expect(['yaml.invalid', 'schema.invalid', 'record.misplaced']).toContain(ran.error.code);
      expect(ran.error.where?.file).toBe(recordPath({ id: idOf(name) }));
      expect(ran.stderr.length).toBeLessThan(5_000);
    }
    expect(repository.head()).toBe(before);
  });

  test('a record that is a link is not followed', async () => {
    for (const args of [
      ['show', linked],
      ['request', 'list'],
      ['check'],
      ['audit'],
      ['log', linked],
      ['explain', linked],
    ]) {
      const ran = await repository.rgz('vera', ...args);
      expect([args[0], `${ran.stdout}${ran.stderr}`.includes(secret)]).toEqual([args[0], false]);
      expect(ran.code).toBeLessThan(70);
    }
    expect((await repository.rgz('carl', 'approve', linked, '--json')).code).toBe(3);
  });

  test('the others are listed, found and decided on as ever, and the next id is free', async () => {
    const copy = repository.copy();
    const rows = (await copy.rgz('vera', 'request', 'list', '--json')).orThrow().json as {
      id: string;
      state: string;
    }[];
    expect(rows.find((each) => each.id === good)).toMatchObject({ state: 'pending' });
    expect(rows.filter((each) => names.map(idOf).includes(each.id)).every((each) => each.state === 'invalid')).toBe(
      true,
    );
    (await copy.rgz('carl', 'approve', good)).orThrow();
    const made = await copy.request();
    expect(rows.map((each) => each.id)).not.toContain(made);
  });

  test('check tells of every one, the twin that differs only in case among them', async () => {
    const ran = await repository.rgz('vera', 'check', '--json');
    const { findings } = ran.json as { findings: { rule: string; file: string }[] };
    const told = new Set(findings.map(({ file }) => file));
    const expected = [...names.map((name) => recordPath({ id: idOf(name) })), recordPath({ id: linked })];
    expect(expected.filter((path) => !told.has(path))).toEqual([]);
    expect(findings).toContainEqual(
      expect.objectContaining({ rule: 'tree.unexpected-file', file: expect.stringContaining('/pr-') }),
    );
    expect(ran.code).toBe(1);
  });
});

describe('hostile policy and configuration', () => {
  test.each([
    ['an alias', 'a: &a x\nb: *a\n'],
    ['ten megabytes', `# ${megabytes(10)}\n`],
    ['__proto__', '__proto__: {}\n'],
  ])('%s: nothing is decided with it', async (_, more) => {
    for (const [file, code] of [
      ['.rgz/policy.yaml', 'policy.invalid'],
      ['.rgz/config.yaml', 'config.invalid'],
    ] as const) {
      const repository = fixture.copy();
      const before = repository.commit('ada', { files: { [file]: `${repository.show(file)}\n${more}` } });
      const ran = await repository.rgz('dora', 'request', 'create', ...requestFlags(), '--json');
      expect([file, ran.code, ran.stdout, ran.error.code]).toEqual([file, 3, '', code]);
      expect(repository.head()).toBe(before);
    }
  });

  test.each([['Tenant-Finance'], ['tenant-finance\u200b'], ['__proto__'], ['..'], ['-x'], ['tenant-finance\0']])(
    'no tenant %j beside the ones that are there',
    async (tenant) => {
      const before = fixture.head();
      const ran = await fixture.rgz('ada', '--json', 'tenant', 'add', '--', tenant);
      expect([ran.code, ran.stdout, fixture.head()]).toEqual([3, '', before]);
    },
  );
});
