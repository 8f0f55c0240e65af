import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { writeUnder } from '../kit/folder.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { recordOf, recordPath, recordText, requestFlags, specOf } from '../kit/requests.ts';
import type { Ran } from '../kit/run-rgz.ts';

const year = new Date().getUTCFullYear();
let fixture: Repository;

beforeAll(async () => {
  fixture = await makeRepository();
});

function create(...args: string[]): Promise<Ran> {
  return fixture.rgz('dora', 'request', 'create', ...args, '--json');
}

test('whoever takes the last number of a year keeps nobody from opening a request', async () => {
  const repository = fixture.copy();
  const wish = { id: `PR-${year}-999999999`, createdAt: `${new Date().toISOString().slice(0, 19)}Z` };
  repository.commit('dora', { files: { [recordPath(wish)]: recordText(wish) } });
  const ids = [await repository.request(), await repository.request('cleo')];
  expect(ids).toEqual([`PR-${year}-0001`, `PR-${year}-0002`]);
  expect((await repository.rgz('vera', 'check', '--json')).json).toMatchObject({ ok: true });
});

describe('rgz request create', () => {
  test('prints the id, writes one file in one commit, and publishes it', async () => {
    const repository = await makeRepository();
    const ran = await repository.rgz('dora', 'request', 'create', ...requestFlags());
    const id = `PR-${year}-0001`;
    expect([ran.code, ran.stdout]).toEqual([0, `${id}\n`]);
    const path = repository.pathOf(id);
    expect(path).toMatch(new RegExp(`^requests/prod/${year}/\\d\\d/${id}\\.yaml$`));
    expect(repository.git('diff', '--name-status', 'HEAD^', 'HEAD')).toBe(`A\t${path}`);
    expect(repository.git('log', '-1', '--format=%s%n%an%n%b').replace(/[0-9a-f]{12}$/, '<mark>')).toBe(
      [
        `${id}: created by dora@example.com`,
        'Dora Dev',
        `Rgz-Record: ${id}`,
        'Rgz-Action: created',
        'Rgz-Actor: dora@example.com',
        'Rgz-Write: <mark>',
      ].join('\n'),
    );
    expect(repository.git('rev-parse', 'origin/main')).toBe(repository.head());
    expect(repository.git('status', '--porcelain')).toBe('');
    expect(readFileSync(join(repository.work, path), 'utf8')).toMatch(
      /^# yaml-language-server: \$schema=\S+\napiVersion/,
    );
  });

  test('--json prints the record, with everything that was said', async () => {
    const ran = await create(
      ...requestFlags({ tenant: 'tenant-retail', target: 'policy/rate-limit@3.0.0-rc.1', from: 'dev', to: 'staging' }),
      '--performance-tests-passed',
      '--schedule',
      '2099-05-01T09:30+02:00',
    );
    expect(ran.orThrow().json).toEqual({
      apiVersion: 'rgz.dev/v1',
      kind: 'PromotionRequest',
      metadata: {
        id: expect.stringMatching(/^PR-\d{4}-\d{4}$/),
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        createdBy: 'dora@example.com',
        tenant: 'tenant-retail',
      },
      spec: {
        target: {
          type: 'policy',
          name: 'rate-limit',
          version: '3.0.0-rc.1',
          sourceEnvironment: 'dev',
          targetEnvironment: 'staging',
        },
        request: {
          justification: 'New PCI-DSS compliant payment flow',
          releaseNotes: '- Added 3DS2 authentication',
          impactAssessment: 'low',
          rollbackPlan: 'Revert to v2.0.0 via emergency deploy',
          scheduledDate: '2099-05-01T07:30:00Z',
        },
        preChecks: {
          stagingTestsPassed: true,
          securityScanPassed: true,
          performanceTestsPassed: true,
          testEvidenceUrl: 'https://ci.example.com/run/12345',
        },
      },
      status: {
        state: 'pending',
        history: [
          {
            action: 'created',
            at: expect.any(String),
            by: 'dora@example.com',
            digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
          },
        ],
      },
    });
  });

  test('text is kept to the letter: several lines, quotes, leading dashes, other scripts', async () => {
    const releaseNotes = '- Added "3DS2"\n\n```yaml\nkey: value # no comment\n```\n  indented\ttabbed\n';
    writeUnder(fixture.root, 'notes.md', releaseNotes);
    const said = { justification: "C'est l'année 2026: 決済フロー 👩‍💻 {{ x }}", rollbackPlan: '-rf: yes' };
    const ran = await create(...requestFlags({ ...said, releaseNotes: '@../notes.md' }));
    const record = { spec: { request: { ...said, releaseNotes } } };
    expect(ran.orThrow().json).toMatchObject(record);
    const { metadata } = ran.json as { metadata: { id: string } };
    expect((await fixture.rgz('vera', 'show', metadata.id, '--json')).json).toMatchObject(record);
  });

  test.each([
    ['a date is midnight UTC', '2099-01-02', '2099-01-02T00:00:00Z'],
    ['a time without a zone is UTC', '2099-01-02T10:00', '2099-01-02T10:00:00Z'],
    ['a zone is turned into UTC', '2099-01-02T00:30:00+02:00', '2099-01-01T22:30:00Z'],
    ['a leap day', '2096-02-29', '2096-02-29T00:00:00Z'],
  ])('--schedule: %s', async (_, text, moment) => {
    const ran = await create(...requestFlags({ schedule: text }));
    expect(ran.orThrow().json).toMatchObject({ spec: { request: { scheduledDate: moment } } });
  });
});

describe('ids', () => {
  test('rise by one and never fill a gap', async () => {
    const repository = await makeRepository();
    const first = await repository.request();
    repository.commit('dora', {
      files: { [recordPath({ id: `PR-${year}-0041` })]: recordText({ id: `PR-${year}-0041` }) },
    });
    expect([first, await repository.request()]).toEqual([`PR-${year}-0001`, `PR-${year}-0042`]);
  });

  test('grow beyond four digits', async () => {
    const repository = await makeRepository();
    repository.commit('dora', {
      files: { [recordPath({ id: `PR-${year}-9999` })]: recordText({ id: `PR-${year}-9999` }) },
    });
    const id = await repository.request();
    expect(id).toBe(`PR-${year}-10000`);
    expect((await repository.rgz('carl', 'approve', id)).code).toBe(0);
  });

  test('one that lies in another environment or month counts as used', async () => {
    const repository = await makeRepository();
    await repository.request('dora', { from: 'dev', to: 'staging' });
    expect(await repository.request()).toBe(`PR-${year}-0002`);
  });
});

describe('-f', () => {
  test.each([
    ['a spec as YAML', stringify(specOf()), ['--tenant', 'tenant-finance']],
    ['a spec as JSON', JSON.stringify(specOf()), ['--tenant', 'tenant-finance']],
    ['a whole record as YAML', recordText({ id: 'PR-2020-0500' }), []],
    ['a whole record as JSON', JSON.stringify(recordOf({ id: 'PR-2020-0500' }), null, 4), []],
    [
      'a whole record with comments and Windows line ends',
      `# ours\r\n${recordText({ id: 'PR-2020-0500' }).replaceAll('\n', '\r\n')}`,
      [],
    ],
    [
      'a record without metadata',
      stringify({ kind: 'PromotionRequest', spec: specOf() }),
      ['--tenant', 'tenant-finance'],
    ],
  ])('takes %s, from a file and from standard input', async (_, text, flags) => {
    writeUnder(fixture.root, 'wish.yaml', text);
    const fromFile = await create('-f', join(fixture.root, 'wish.yaml'), ...flags);
    const fromInput = await fixture.run('dora', ['request', 'create', '-f', '-', ...flags, '--json'], { input: text });
    for (const ran of [fromFile, fromInput]) {
      expect(ran.orThrow().json).toMatchObject({
        metadata: {
          id: expect.stringMatching(`^PR-${year}-`),
          createdBy: 'dora@example.com',
          tenant: 'tenant-finance',
        },
        spec: { target: { name: 'payment-api' }, request: { impactAssessment: 'low' } },
        status: { state: 'pending', history: [{ action: 'created', by: 'dora@example.com' }] },
      });
    }
  });

  test('id, author, times and status of a whole record are not taken over; labels are', async () => {
    const forged = {
      ...recordOf({ id: 'PR-2020-0500', createdBy: 'carl@example.com', createdAt: '2020-01-01T00:00:00Z' }),
      apiVersion: 'elsewhere.example/v1',
      status: {
        state: 'approved',
        history: [{ action: 'approved', at: '2020-01-01T00:00:00Z', by: 'cleo@example.com' }],
      },
    };
    const withLabels = { ...forged, metadata: { ...forged.metadata, labels: { team: 'payments' } } };
    const ran = await fixture.run('dora', ['request', 'create', '-f', '-', '--json'], {
      input: JSON.stringify(withLabels),
    });
    const made = ran.orThrow().json as ReturnType<typeof recordOf>;
    expect(made).toMatchObject({
      apiVersion: 'rgz.dev/v1',
      metadata: { createdBy: 'dora@example.com', labels: { team: 'payments' } },
      status: { state: 'pending', history: [{ by: 'dora@example.com' }] },
    });
    expect(made.metadata.id).not.toBe('PR-2020-0500');
    expect(made.metadata.createdAt).not.toMatch(/^2020/);
  });

  test('flags are laid over the file', async () => {
    const ran = await fixture.run(
      'dora',
      [
        'request',
        'create',
        '-f',
        '-',
        '--json',
        '--tenant',
        'tenant-retail',
        '--impact',
        'high',
        '--target',
        'api/other@9',
      ],
      { input: recordText({ id: 'PR-2020-0500' }) },
    );
    expect(ran.orThrow().json).toMatchObject({
      metadata: { tenant: 'tenant-retail' },
      spec: {
        target: { name: 'other', version: '9', targetEnvironment: 'prod' },
        request: { impactAssessment: 'high' },
      },
    });
  });

  test.each([
    ['a file that is not there', ['-f', 'nowhere.yaml'], '', 2, 'usage.invalid', 'nowhere.yaml'],
    ['a folder', ['-f', '.'], '', 2, 'usage.invalid', 'cannot be read'],
    ['a spec without a tenant', ['-f', '-'], stringify(specOf()), 2, 'usage.missing', '--tenant'],
    ['nothing', ['-f', '-'], '', 3, 'yaml.invalid', 'standard input'],
    ['no YAML', ['-f', '-'], '{ no: [yaml', 3, 'yaml.invalid', 'standard input'],
    ['a list', ['-f', '-'], '- a\n- b\n', 3, 'schema.invalid', 'standard input'],
    ['another kind', ['-f', '-'], 'kind: Policy\nspec: {}\n', 3, 'schema.invalid', 'Policy'],
    ['a record without a spec', ['-f', '-'], 'kind: PromotionRequest\n', 3, 'schema.invalid', 'spec'],
    [
      'an unknown key',
      ['-f', '-', '--tenant', 'tenant-finance'],
      stringify({ ...specOf(), approvedBy: 'me' }),
      3,
      'schema.invalid',
      'approvedBy',
    ],
    [
      'a version that is a number',
      ['-f', '-'],
      recordText({ id: 'PR-2020-0500' }).replace('version: 2.1.0', 'version: 2.1'),
      3,
      'schema.invalid',
      'quotes',
    ],
  ])('%s is refused', async (_, args, input, code, error, about) => {
    const ran = await fixture.run('dora', ['request', 'create', ...args, '--json'], { input });
    expect([ran.code, ran.stdout, ran.error.code]).toEqual([code, '', error]);
    expect(JSON.stringify(ran.error)).toContain(about);
    expect(ran.error.remedy).not.toEqual([]);
  });
});

test('what is wrong in a file is told with its place there', async () => {
  const placeIn = async (input: string, ...args: string[]) =>
    (await fixture.run('dora', ['request', 'create', '-f', '-', ...args, '--json'], { input })).error.where;
  const lineOf = (text: string, words: string) => text.split('\n').findIndex((line) => line.includes(words)) + 1;
  const record = recordText({ id: 'PR-2020-0500' }).replace('version: 2.1.0', 'version: 2.1');
  expect(await placeIn(record)).toEqual({
    file: 'standard input',
    line: lineOf(record, 'version: 2.1'),
    column: 14,
    pointer: '/spec/target/version',
  });
  const spec = stringify(specOf({ to: 'mars' }));
  expect(await placeIn(spec, '--tenant', 'tenant-finance')).toEqual({
    file: 'standard input',
    line: lineOf(spec, 'mars'),
    column: 22,
    pointer: '/target/targetEnvironment',
  });
  expect(await placeIn(spec, '--tenant', 'tenant-nope')).toBeUndefined();
});

describe('the rules', () => {
  const without = (flag: string) => requestFlags().filter((each) => each !== flag);
  const file = (change: (spec: ReturnType<typeof specOf>) => void) => {
    const spec = specOf();
    change(spec);
    return stringify({ kind: 'PromotionRequest', metadata: { tenant: 'tenant-finance' }, spec });
  };

  test.each([
    ['a justification of 19 characters', { justification: 'nineteen characters' }, 'schema.invalid', 'justification'],
    ['no release notes', { releaseNotes: '' }, 'schema.invalid', 'releaseNotes'],
    ['no rollback plan', { rollbackPlan: '' }, 'schema.invalid', 'rollbackPlan'],
    ['an unknown impact', { impact: 'huge' }, 'schema.invalid', 'low, medium, high, critical'],
    ['evidence that is no URL', { evidence: 'see the wiki' }, 'schema.invalid', 'testEvidenceUrl'],
    ['evidence by ftp', { evidence: 'ftp://ci.example.com/run' }, 'schema.invalid', 'testEvidenceUrl'],
    ['evidence that is a script', { evidence: 'javascript:alert(1)' }, 'schema.invalid', 'testEvidenceUrl'],
    ['an unknown type of target', { target: 'database/x@1' }, 'schema.invalid', 'api, application, policy'],
    ['a name like a path', { target: 'api/..@1' }, 'schema.invalid', 'target.name'],
    ['an unknown tenant', { tenant: 'tenant-nope' }, 'input.unknown-tenant', 'tenant-nope'],
    ['a tenant like a path', { tenant: '../x' }, 'schema.invalid', '../x'],
    ['an unknown environment to go to', { to: 'mars' }, 'input.unknown-environment', 'mars'],
    ['an unknown environment to come from', { from: 'mars' }, 'input.unknown-environment', 'mars'],
    ['an environment like a path', { to: '../../x' }, 'schema.invalid', '../../x'],
    ['the same environment twice', { from: 'prod', to: 'prod' }, 'input.invalid', 'prod'],
    ['a schedule in the past', { schedule: '2020-01-01' }, 'input.schedule-past', '2020-01-01'],
  ])('%s is refused', async (_, wish, code, about) => {
    const before = fixture.head();
    const ran = await create(...requestFlags(wish));
    expect([ran.code, ran.stdout, ran.error.code]).toEqual([3, '', code]);
    expect(JSON.stringify([ran.error.message, ran.error.explanations])).toContain(about);
    expect(ran.error.remedy).not.toEqual([]);
    expect(fixture.head()).toBe(before);
  });

  test.each([
    ['nonsense', 'tomorrow'],
    ['a day that does not exist', '2099-02-30'],
    ['no leap year', '2099-02-29'],
    ['a month that does not exist', '2099-13-01'],
    ['an hour that does not exist', '2099-01-01T25:00:00Z'],
    ['an American date', '01/02/2099'],
    ['a number', '4070908800'],
    ['nothing', ''],
  ])('a schedule that is %s is a usage error', async (_, schedule) => {
    const ran = await create(...requestFlags({ schedule }));
    expect([ran.code, ran.error.code]).toEqual([2, 'usage.invalid']);
    expect(ran.error.remedy.join()).toContain('T09:00:00Z');
  });

  test.each([['api/payment-api'], ['payment-api@2.1.0'], ['api/payment-api@'], ['api/@2.1.0'], ['/payment-api@1']])(
    'a target %j is a usage error',
    async (target) => {
      const flags = requestFlags();
      flags[flags.indexOf('--target') + 1] = target;
      const ran = await create(...flags);
      expect([ran.code, ran.error.code]).toEqual([2, 'usage.invalid']);
      expect(ran.error.remedy.join()).toContain('api/payment-api@2.1.0');
    },
  );

  test.each([['--staging-tests-passed'], ['--security-scan-passed']])(
    'without %s nothing is asked for',
    async (flag) => {
      const ran = await create(...without(flag));
      expect([ran.code, ran.error.message]).toEqual([2, `missing: ${flag}`]);
    },
  );

  test.each([['stagingTestsPassed'] as const, ['securityScanPassed'] as const])(
    '%s: false in a file is refused',
    async (check) => {
      const input = file((spec) => Object.assign(spec.preChecks, { [check]: false }));
      const ran = await fixture.run('dora', ['request', 'create', '-f', '-', '--json'], { input });
      expect([ran.code, ran.error.code]).toEqual([3, 'schema.invalid']);
      expect(ran.error.message).toContain(check);
    },
  );

  test('performance tests may be missing', async () => {
    const input = file((spec) => Object.assign(spec.preChecks, { performanceTestsPassed: false }));
    expect((await fixture.run('dora', ['request', 'create', '-f', '-'], { input })).code).toBe(0);
  });

  test('20 characters are counted as people count them', async () => {
    expect((await create(...requestFlags({ justification: '👍'.repeat(20) }))).code).toBe(0);
    expect((await create(...requestFlags({ justification: '👍'.repeat(19) }))).code).toBe(3);
  });

  test('blanks are no justification, no release notes and no plan', async () => {
    const blank = ' '.repeat(30);
    const ran = await create(...requestFlags({ justification: blank, releaseNotes: blank, rollbackPlan: blank }));
    expect(ran.code).toBe(3);
    expect(ran.error.explanations?.map((each) => each.pointer)).toEqual([
      '/spec/request/justification',
      '/spec/request/releaseNotes',
      '/spec/request/rollbackPlan',
    ]);
  });

  test('every fault is told at once, each with its place', async () => {
    const ran = await create(...requestFlags({ justification: 'short', impact: 'huge', evidence: 'wiki' }));
    expect(ran.error.explanations?.map((each) => each.pointer)).toEqual(
      expect.arrayContaining([
        '/spec/request/justification',
        '/spec/request/impactAssessment',
        '/spec/preChecks/testEvidenceUrl',
      ]),
    );
    const other = await create(...requestFlags({ tenant: 'tenant-nope', to: 'mars', schedule: '2020-01-01' }));
    expect(other.error.explanations?.map((each) => each.rule)).toEqual([
      'input.unknown-tenant',
      'input.unknown-environment',
      'input.schedule-past',
    ]);
  });
});

test('an emergency says so in its file, in lists and where it is shown', async () => {
  const repository = await makeRepository();
  const flags = requestFlags({ impact: 'critical' });
  const created = (await repository.rgz('dora', 'request', 'create', ...flags, '--emergency', '--json')).orThrow();
  const { metadata, spec } = created.json as { metadata: { id: string }; spec: { emergency?: boolean } };
  expect(spec.emergency).toBe(true);
  expect(repository.show(repository.pathOf(metadata.id))).toContain('  emergency: true\n');
  const shown = (await repository.rgz('dora', 'show', metadata.id)).orThrow().stdout;
  expect(shown).toContain('Emergency       fewer approvals now, and a review afterwards');
  expect(shown).toContain('Approvals       0 of 1');
  expect((await repository.rgz('dora', 'request', 'list')).orThrow().stdout).toContain('critical, emergency');
  const listed = (await repository.rgz('dora', 'request', 'list', '--json')).orThrow().json;
  expect(listed).toEqual([expect.objectContaining({ id: metadata.id, emergency: true })]);
});
