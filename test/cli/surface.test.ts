import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeFolder, writeUnder } from '../kit/folder.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { requestFlags } from '../kit/requests.ts';

let repository: Repository;
let id: string;

beforeAll(async () => {
  repository = await makeRepository();
  id = await repository.request();
});

describe('--json', () => {
  test.each([
    ['request list'],
    ['request stats'],
    ['inbox'],
    ['policy show'],
    ['policy show ada@example.com'],
    ['policy check'],
    ['policy allowed-signers'],
    ['tenant list'],
    ['tenant add tenant-finance'],
    ['check'],
    ['audit'],
    ['show ID'],
    ['request show ID'],
    ['log ID'],
    ['explain ID'],
  ])('rgz %s gives one document on standard output, and nothing else anywhere', async (line) => {
    const ran = await repository.rgz('ada', ...line.replace('ID', id).split(' '), '--json');
    expect(ran.json).toBeTypeOf('object');
    expect(ran.stderr).toBe('');
    expect(ran.code).toBe(0);
  });

  test.each([
    ['before the command', ['--json', 'show', 'PR-2026-0999']],
    ['between its words', ['request', '--json', 'show', 'PR-2026-0999']],
    ['at the end', ['show', 'PR-2026-0999', '--json']],
  ])('%s: an error is one document on standard error, and standard output stays empty', async (_, args) => {
    const ran = await repository.rgz('dora', ...args);
    expect(ran.stdout).toBe('');
    expect(ran.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(ran.error).toEqual({
      code: 'record.unknown',
      message: 'there is no record "PR-2026-0999"',
      remedy: expect.arrayContaining(['rgz request list']),
    });
    expect(ran.code).toBe(3);
  });

  test('without a command there is no document to give, so it is an error', async () => {
    const ran = await repository.rgz('dora', '--json');
    expect([ran.code, ran.stdout, ran.error.code]).toEqual([2, '', 'usage.missing']);
  });

  test('after -- it is an argument like any other', async () => {
    const ran = await repository.rgz('dora', 'show', '--', '--json');
    expect([ran.code, ran.stdout]).toEqual([3, '']);
    expect(ran.stderr).toContain('there is no record "--json" [record.unknown]');
  });
});

describe('-C', () => {
  test('runs as if started in that folder, and walks up from it', async () => {
    const elsewhere = makeFolder();
    const below = join(repository.work, 'some', 'where');
    mkdirSync(below, { recursive: true });
    for (const args of [
      ['-C', repository.work, 'request', 'list', '--json'],
      ['request', 'list', '-C', below, '--json'],
      ['request', '-C', below, 'list', '--json'],
    ]) {
      const ran = await repository.run('dora', args, { cwd: elsewhere });
      expect(ran.orThrow().json).toMatchObject([{ id }]);
    }
  });

  test('takes a path relative to where rgz was started', async () => {
    const ran = await repository.run('dora', ['-C', 'work', 'show', id], { cwd: repository.root });
    expect([ran.code, ran.stderr]).toEqual([0, '']);
  });

  test.each([
    ['without a folder', ['-C']],
    ['without a folder after a command', ['request', 'list', '-C']],
  ])('%s is a usage error', async (_, args) => {
    const ran = await repository.rgz('dora', ...args);
    expect([ran.code, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain('-C');
  });

  test('to a folder below a file is exit 6', async () => {
    const file = writeUnder(makeFolder(), 'file', '');
    const ran = await repository.rgz('vera', '-C', join(file, 'below'), 'request', 'list', '--json');
    expect([ran.code, ran.error.code]).toEqual([6, 'repository.not-found']);
  });

  test('to a folder without a repository is exit 6', async () => {
    const ran = await repository.rgz('dora', '-C', makeFolder(), 'request', 'list', '--json');
    expect([ran.code, ran.error.code]).toEqual([6, 'repository.not-found']);
    expect(ran.error.remedy).toContainEqual(expect.stringContaining('rgz init'));
  });
});

describe('missing input', () => {
  const all = [
    '--tenant',
    '--target',
    '--justification',
    '--release-notes',
    '--impact',
    '--rollback-plan',
    '--staging-tests-passed',
    '--security-scan-passed',
    '--evidence',
  ];

  test.each([
    ['without a terminal', [], {}],
    ['with --no-input', ['--no-input'], {}],
    ['with CI', [], { CI: 'true' }],
  ])('%s: request create names every missing flag at once', async (_, flags, env: Record<string, string>) => {
    const ran = await repository.run('dora', ['request', 'create', ...flags, '--json'], { env });
    expect([ran.code, ran.error.code]).toEqual([2, 'usage.missing']);
    expect(all.filter((flag) => !ran.error.message.includes(flag))).toEqual([]);
  });

  test('only what is missing is named', async () => {
    const ran = await repository.rgz(
      'dora',
      ...requestFlags().filter((each) => each !== '--security-scan-passed'),
      'request',
      'create',
    );
    expect(ran.code).toBe(2);
    const again = await repository.rgz('dora', 'request', 'create', ...requestFlags().slice(2, -1), '--json');
    expect(again.error.message).toBe('missing: --tenant <id>, --security-scan-passed');
  });

  test.each([
    ['reject', ['<id>', '--reason <text>'], []],
    ['reject', ['--reason <text>'], ['PR-2026-0001']],
    ['reject', ['<id>'], ['--reason', 'not good enough yet']],
    ['request edit', ['<id>', '--set <path>=<value>'], []],
    ['approve', ['<id>'], []],
    ['request settle', ['<id>', 'either --deployed or --failed', '--reason <text>'], []],
    ['request settle', ['--reason <text>'], ['PR-2026-0001', '--failed', '--reason', ' ']],
    ['policy grant', ['<email>', '--role <role>'], []],
    ['policy grant', ['--role <role>'], ['dora@example.com']],
    ['policy revoke', ['<email>'], []],
    ['init', ['--admin <email>'], []],
    ['tenant add', ['<id>'], []],
    ['completion', ['<shell>'], []],
  ])('rgz %s says that %j is missing', async (words, missing, given) => {
    const ran = await repository.rgz('dora', ...words.split(' '), ...given, '--json');
    expect([ran.code, ran.error.code, ran.error.message]).toEqual([
      2,
      'usage.missing',
      `missing: ${missing.join(', ')}`,
    ]);
    expect(ran.error.remedy).not.toEqual([]);
  });
});

describe('what cannot be understood', () => {
  test.each([
    [['reqest', 'list'], 'usage.unknown-command', 'there is no command "rgz reqest"', 'rgz request list'],
    [['onbording', 'list'], 'usage.unknown-command', 'there is no command "rgz onbording"', 'rgz onboarding list'],
    [['request', 'lst'], 'usage.unknown-command', 'there is no command "rgz request lst"', 'rgz request list'],
    [['aprove', 'PR-1'], 'usage.unknown-command', 'there is no command "rgz aprove"', 'rgz approve'],
    [['list'], 'usage.unknown-command', 'there is no command "rgz list"', 'rgz request list'],
    [
      ['request', 'approve', 'PR-1'],
      'usage.unknown-command',
      'there is no command "rgz request approve"',
      'rgz approve',
    ],
    [['polcy', 'show'], 'usage.unknown-command', 'there is no command "rgz polcy"', 'rgz policy show'],
    [['request'], 'usage.missing', 'request', 'rgz request list'],
    [['--frobnicate'], 'usage.unknown-command', '--frobnicate', 'rgz --help'],
    [['request', '--frobnicate', 'list'], 'usage.unknown-command', '--frobnicate', 'rgz request --help'],
    [['request', 'list', '--frobnicate'], 'usage.invalid', '--frobnicate', 'rgz request list --help'],
    [['request', 'list', '--stat', 'pending'], 'usage.invalid', '--stat', '--state'],
    [['reject', 'PR-1', '--comment', 'no'], 'usage.invalid', '--comment', 'rgz reject PR-1 --reason <text>'],
    [['approve', 'PR-1', '--reason', 'go'], 'usage.invalid', '--reason', 'rgz approve PR-1 --comment <text>'],
    [
      ['request', 'edit', 'PR-1', '--impact', 'low'],
      'usage.invalid',
      '--impact',
      'rgz request edit PR-1 --set request',
    ],
    [['request', 'list', 'extra'], 'usage.invalid', 'argument', 'rgz request list --help'],
    [['request', 'list', '--limit', 'many'], 'usage.invalid', '--limit', 'rgz request list --help'],
    [['request', 'list', '--limit', '-1'], 'usage.invalid', '--limit', 'rgz request list --help'],
    [['request', 'list', '--state', 'pendnig'], 'usage.invalid', 'pendnig', 'pending'],
    [['request', 'list', '--tenant'], 'usage.invalid', '--tenant', 'rgz request list --help'],
    [['completion', 'tcsh'], 'usage.invalid', 'tcsh', 'rgz completion --help'],
  ])('%j is refused with what to type instead', async (args, code, about, remedy) => {
    const ran = await repository.rgz('dora', ...args, '--json');
    expect([ran.code, ran.stdout, ran.error.code]).toEqual([2, '', code]);
    expect(ran.error.message).toContain(about);
    expect(ran.error.message).not.toContain('\n');
    expect(ran.error.remedy.join('\n')).toContain(remedy);
  });

  test('the mistyped group is told from the command: the near ones come first', async () => {
    const { error } = await repository.rgz('dora', 'request', 'crate', '--json');
    expect(error.remedy[0]).toBe('rgz request create');
  });
});

describe('--quiet', () => {
  test('leaves the answer and drops the notes', async () => {
    const loud = await repository.rgz('dora', 'request', 'create', ...requestFlags());
    const quiet = await repository.rgz('dora', 'request', 'create', ...requestFlags(), '--quiet');
    expect(loud.stdout).toMatch(/^PR-\d{4}-\d{4}\n$/);
    expect(loud.stderr).toContain('next: rgz show PR-');
    expect(quiet.stdout).toMatch(/^PR-\d{4}-\d{4}\n$/);
    expect(quiet.stderr).toBe('');
  });

  test('does not hide an error', async () => {
    const ran = await repository.rgz('dora', '-q', 'show', 'PR-2026-0999');
    expect(ran.stderr).toContain('[record.unknown]');
  });
});

describe('help and version', () => {
  test('--version tells the version', async () => {
    const ran = await repository.rgz('dora', '--version');
    expect([ran.code, ran.stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
  });

  test.each([[[]], [['--help']], [['-h']], [['help']]])('rgz %j lists every command', async (args: string[]) => {
    const ran = await repository.rgz('dora', ...args);
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout).toContain('rgz request create');
    expect(ran.stdout).toContain('rgz policy allowed-signers');
  });

  test.each([[['--no-color', '--version']], [['-C', '/', '-V']], [['--version', '--json']]])(
    'rgz %j tells the version',
    async (args: string[]) => {
      const ran = await repository.rgz('dora', ...args);
      expect([ran.code, ran.stdout, ran.stderr]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/), '']);
    },
  );

  test('help may stand before what it is asked for', async () => {
    for (const words of [['policy'], ['policy', 'grant'], ['audit']]) {
      const [before, after] = [
        ['help', ...words],
        [...words, '--help'],
      ];
      const told = (await repository.rgz('dora', ...after)).orThrow().stdout;
      expect((await repository.rgz('dora', ...before)).orThrow().stdout).toBe(told);
    }
    const unknown = await repository.rgz('dora', 'help', 'frob', '--json');
    expect([unknown.code, unknown.error.message]).toEqual([2, 'there is no command "rgz frob"']);
  });

  test('a group lists its own commands, and a command its flags', async () => {
    const group = await repository.rgz('dora', 'policy', '--help');
    expect(group.stdout).toContain('rgz policy grant');
    expect(group.stdout).not.toContain('rgz request create');
    const command = await repository.rgz('dora', 'policy', 'grant', '--help');
    expect(command.stdout).toContain('--role <role>');
    expect([group.code, command.code]).toEqual([0, 0]);
  });
});

describe('colour', () => {
  test('there is none without a terminal, and none with --no-color even where it is forced', async () => {
    const plain = await repository.rgz('dora', 'show', id);
    const forced = await repository.run('dora', ['show', id], { env: { FORCE_COLOR: '1' } });
    const never = await repository.run('dora', ['--no-color', 'show', id], { env: { FORCE_COLOR: '1' } });
    expect(plain.stdout).not.toContain('\u001b');
    expect(forced.stdout).toContain('\u001b[');
    expect(never.stdout).not.toContain('\u001b');
  });
});
