import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src/adapters/records/load.ts';
import { foldHistory } from '../../src/domain/history.ts';
import type { Reading, Unreadable } from '../../src/domain/reading.ts';
import type { RecordData } from '../../src/domain/record.ts';
import type { Config } from '../../src/generated/types/config.v1.ts';
import { checklist } from '../../src/kinds/checklist/index.ts';
import { promotion } from '../../src/kinds/promotion/index.ts';
import { isAside, judgeTree, type TreeFacts, type TreeFile } from '../../src/verify/judge-tree.ts';
import { draft, event, holder, policyOf, withHistory } from '../domain/example.ts';

import { sampleOf } from '../kinds/samples.ts';

const path = 'requests/prod/2026/11/PR-2026-0001.yaml';
const policyPath = '.rgz/policy.yaml';

function readingOf(record: RecordData): Reading {
  const digest = digestOf(record);
  return { kind: 'version', version: { record, digest, fold: foldHistory(promotion, record, digest) } };
}

function judged(file: Partial<TreeFile>, more: Partial<TreeFacts> = {}) {
  return judgeTree({
    files: [{ path, plain: true, kind: promotion, reading: undefined, ...file }],
    policy: policyOf([holder('jean@example.com', 'cpi')]),
    policyPath,
    tenants: new Set(['tenant-finance']),
    config: configOf('staging', 'prod'),
    configPath: '.rgz/config.yaml',
    ids: new Map([['PR-2026-0001', [path]]]),
    attachments: new Map<string, string[]>(),
    ...more,
  }).map(({ rule, pointer, message }) => [rule, pointer, message]);
}

function configOf(...names: string[]): Config {
  const environments = Object.fromEntries(names.map((name) => [name, {}]));
  return { apiVersion: 'rgz.dev/v1', kind: 'Config', environments, order: [names[0] ?? '', ...names.slice(1)] };
}

const record = withHistory(draft(), event(draft(), 'created'));
const good = readingOf(record);

describe('a file among the records', () => {
  test('that is a record and adds up has no finding', () => {
    expect(judged({ reading: good })).toEqual([]);
    expect(judged({ reading: readingOf(draft()) })).toEqual([]);
  });

  test('that is not read this time has none', () => {
    expect(judged({})).toEqual([]);
  });

  test('that is a link is told, whatever it leads to', () => {
    expect(judged({ plain: false, reading: good })).toEqual([
      ['tree.not-a-file', '', `${path} is a link or a submodule`],
    ]);
  });

  test.each([
    ['requests/README.md', true],
    ['requests/prod/.gitkeep', true],
    ['README.md', true],
    ['requests/MYREADME.md', false],
    ['requests/prod/2026/11/PR-2026-0001.yaml.bak', false],
  ])('%s lies there rightly: %s', (other, aside) => {
    expect(isAside(other)).toBe(aside);
    expect(judged({ path: other, kind: undefined }).map(([rule]) => rule)).toEqual(
      aside ? [] : ['tree.unexpected-file'],
    );
  });
});

describe('a record that refers to', () => {
  test('an unknown tenant', () => {
    expect(judged({ reading: good }, { tenants: new Set(), policy: undefined })).toEqual([
      ['record.unknown-reference', '/metadata/tenant', 'there is no tenant "tenant-finance"'],
    ]);
  });

  test('an unknown environment', () => {
    expect(judged({ reading: good }, { config: configOf('prod') })).toEqual([
      ['record.unknown-reference', '/spec/target/sourceEnvironment', 'there is no environment "staging"'],
    ]);
    expect(judged({ reading: good }, { config: undefined })).toEqual([]);
  });

  test('an unknown record', () => {
    const linked = { ...draft(), spec: { ...draft().spec, rollbackOf: 'PR-2026-0009' } };
    expect(judged({ reading: readingOf(linked) })).toEqual([
      ['record.unknown-reference', '/spec/rollbackOf', 'there is no record "PR-2026-0009"'],
    ]);
    const ids = new Map([['PR-2026-0009', ['requests/prod/2026/10/PR-2026-0009.yaml']]]);
    expect(judged({ reading: readingOf(linked) }, { ids })).toEqual([]);
  });

  test('whatever its kind calls a reference', () => {
    const references = () => [
      { id: 'PR-2026-0001', pointer: '/spec/basedOn/0' },
      { id: 'PR-2026-0008', pointer: '/spec/basedOn/1' },
    ];
    expect(judged({ kind: { ...promotion, references }, reading: good })).toEqual([
      ['record.unknown-reference', '/spec/basedOn/1', 'there is no record "PR-2026-0008"'],
    ]);
  });

  test('an id that another file bears too', () => {
    const other = 'requests/dev/2026/11/PR-2026-0001.yaml';
    expect(judged({ reading: good }, { ids: new Map([['PR-2026-0001', [path, other]]]) })).toEqual([
      ['record.duplicate-id', '/metadata/id', `PR-2026-0001 also lies at ${other}`],
    ]);
  });
});

test('a spec that its kind would not take from anybody', () => {
  const spec = structuredClone(draft().spec);
  Object.assign(spec.target as object, { sourceEnvironment: 'prod' });
  Object.assign(spec.request as object, { rollbackPlan: ' \t ', scheduledDate: '2001-01-01T00:00:00Z' });
  expect(judged({ reading: readingOf({ ...draft(), spec }) }).map(([rule, pointer]) => [rule, pointer])).toEqual([
    ['spec.invalid', '/spec/request/rollbackPlan'],
    ['spec.invalid', '/spec/target/targetEnvironment'],
  ]);
});

test('a file that makes a tenant known is held against what is said of it', () => {
  const file = { path: 'tenants/tenant-finance/tenant.yaml', kind: undefined };
  expect(judged({ ...file, problems: [] })).toEqual([]);
  const problem: Unreadable = { code: 'record.misplaced', message: 'is of another', pointer: '/metadata/id' };
  expect(judged({ ...file, problems: [problem] })).toEqual([['record.misplaced', '/metadata/id', 'is of another']]);
  expect(judged({ ...file, plain: false, problems: [] }).map(([rule]) => rule)).toEqual(['tree.not-a-file']);
});

describe('what does not add up in a record', () => {
  const { quorum: _quorum, ...vote } = event(draft(), 'approved');

  test.each<[string, string, RecordData]>([
    [
      'status.state-differs',
      '/status/state',
      { ...record, status: { state: 'deployed', history: record.status?.history ?? [] } },
    ],
    [
      'status.field-differs',
      '/status',
      { ...record, status: { state: 'pending', history: [event(draft(), 'created')], approvedBy: 'x@y.example' } },
    ],
    [
      'history.unknown-action',
      '/status/history/1',
      withHistory(draft(), event(draft(), 'created'), event(draft(), 'blessed')),
    ],
    [
      'history.illegal-move',
      '/status/history/1',
      withHistory(draft(), event(draft(), 'created'), event(draft(), 'deployed')),
    ],
    ['history.unbound-decision', '/status/history/1', withHistory(draft(), event(draft(), 'created'), vote)],
    [
      'history.unexplained',
      '/status/history/1',
      withHistory(draft(), event(draft(), 'created'), event(draft(), 'rejected', { reason: 'no' })),
    ],
    [
      'history.spec-changed',
      '/spec',
      {
        ...withHistory(draft(), event(draft(), 'created'), event(draft(), 'rejected')),
        spec: draft({ version: '9' }).spec,
      },
    ],
  ])('is told as %s at %s', (rule, pointer, wrong) => {
    expect(judged({ reading: readingOf(wrong) }).map(([name, at]) => [name, at])).toEqual([[rule, pointer]]);
  });
});

test('a file that cannot be read is told with its place', () => {
  const problem: Unreadable = { code: 'yaml.invalid', message: 'no', pointer: '', line: 3, column: 7 };
  const unknown: Unreadable = { code: 'git.failed', message: 'odd', pointer: '/x' };
  const reading: Reading = { kind: 'unreadable', problems: [problem, unknown] };
  const facts: TreeFacts = {
    files: [{ path, plain: true, kind: promotion, reading }],
    policy: undefined,
    policyPath,
    tenants: new Set(),
    config: undefined,
    attachments: new Map(),
    configPath: '.rgz/config.yaml',
    ids: new Map(),
  };
  const [first, second] = judgeTree(facts);
  expect(first).toMatchObject({ rule: 'yaml.invalid', file: path, line: 3, column: 7 });
  expect(second).toMatchObject({ rule: 'schema.invalid', pointer: '/x' });
  expect(second).not.toHaveProperty('line');
});

test('tenants for which somebody may ask and nobody approve are told once, as a warning', () => {
  const some = [holder('jean@example.com', 'cpi', 'tenant-retail'), holder('dora@example.com', 'devops', 'a', 'b')];
  const told = (...tenants: string[]) =>
    judged({}, { policy: policyOf(some), tenants: new Set(tenants) }).map(([, , message]) => message);
  expect(judged({ reading: good }, { policy: policyOf(some) })).toEqual([]);
  expect(told('a', 'tenant-retail', 'onboarded')).toEqual(['nobody may approve requests of tenant a']);
  expect(told('b', 'a')).toEqual(['nobody may approve requests of 2 tenants: a, b']);
  const all = policyOf([holder('dora@example.com', 'devops')]);
  expect(judged({}, { policy: all, tenants: new Set(['d', 'c', 'b', 'a', 'e']) })).toEqual([
    ['policy.nobody-approves', '/people', 'nobody may approve requests of 5 tenants: a, b, c and 2 more'],
  ]);
});

test('limits for what does not exist hold nothing, and are told', () => {
  const stop = { reason: 'x', by: 'ada@example.com', at: '2026-11-21T08:00:00Z' };
  const policy = {
    ...policyOf([holder('jean@example.com', 'cpi')]),
    freezes: [
      { name: 'night', environments: ['prod', 'prodd'], tenants: ['tenant-x'], timezone: 'UTC', from: 'a', to: 'b' },
    ],
    gates: [
      { name: 'go-live', checklist: 'cutover', environments: ['preprod'] },
      { name: 'all', checklist: 'cutover' },
    ],
    stop: { environments: { prod: stop, prdo: stop }, tenants: { 'tenant-y': stop } },
  } as ReturnType<typeof policyOf>;
  const told = judged({ reading: good }, { policy });
  expect(new Set(told.map(([rule]) => rule))).toEqual(new Set(['policy.unknown-reference']));
  expect(told.map(([, pointer, message]) => [pointer, message])).toEqual([
    ['/freezes/0/environments', 'freeze "night" is set for environment "prodd", which does not exist'],
    ['/freezes/0/tenants', 'freeze "night" is set for tenant "tenant-x", which does not exist'],
    ['/gates/0/environments', 'gate "go-live" is set for environment "preprod", which does not exist'],
    ['/stop/environments', 'a stop is set for environment "prdo", which does not exist'],
    ['/stop/tenants', 'a stop is set for tenant "tenant-y", which does not exist'],
  ]);
  expect(judged({ reading: good }, { policy, config: undefined })).toEqual([]);
});

test('a configuration that names what it does not hold cannot be used', () => {
  const config: Config = {
    ...configOf('staging', 'prod'),
    environments: { staging: {}, prod: { deployer: 'awx' } },
    order: ['staging', 'preprod', 'prod'],
    deployers: { other: { type: 'command', command: ['true'] } },
  };
  expect(judged({ reading: good }, { config })).toEqual([
    ['config.invalid', '/order/1', 'the order names "preprod", which is no environment'],
    ['config.invalid', '/environments/prod/deployer', 'environment prod names deployer "awx", which is not there'],
  ]);
});

describe('files that records go by', () => {
  const digest = 'a'.repeat(64);
  const evidence = `checklists/evidence/${digest}.png`;
  const rulesOf = (file: Partial<TreeFile>, more: Partial<TreeFacts> = {}) => judged(file, more).map(([rule]) => rule);

  test.each([
    ['what they are named after', { named: digest, holds: digest, fault: undefined }, undefined],
    ['something else', { named: digest, holds: 'b'.repeat(64), fault: undefined }, 'evidence.altered'],
    ['what cannot be evidence', { named: digest, holds: digest, fault: 'it may hold a program' }, 'evidence.unfit'],
  ])('hold %s', (_what, attachment, rule) => {
    const rules = rulesOf({ path: evidence, kind: undefined, attachment });
    if (rule === undefined) expect(rules.filter((each) => String(each).startsWith('evidence'))).toEqual([]);
    else expect(rules).toContain(rule);
  });

  test('are there, and are what the history says that they are', () => {
    const sample = sampleOf('Checklist');
    const event = {
      action: 'item-set',
      at: '2026-11-26T08:00:00Z',
      by: 'a@b.c',
      item: 'one',
      sha256: digest,
      type: 'image/png',
    };
    const record = { ...sample, status: { state: 'open', history: [event] } };
    const version = { record, digest: digestOf(record), fold: foldHistory(checklist, record, digestOf(record)) };
    const file = {
      path: 'checklists/tiny/site-1.yaml',
      kind: checklist,
      reading: { kind: 'version' as const, version },
    };
    expect(rulesOf(file)).toContain('evidence.missing');
    const thereAs = (...endings: string[]) =>
      rulesOf(file, {
        attachments: new Map([[digest, endings.map((ending) => `checklists/evidence/${digest}.${ending}`)]]),
      });
    for (const ending of ['png', 'png.ref'])
      expect(thereAs(ending).filter((each) => String(each).startsWith('evidence'))).toEqual([]);
    expect(thereAs('gif.ref', 'png').filter((each) => String(each).startsWith('evidence'))).toEqual([]);
    expect(thereAs('gif.ref', 'json')).toContain('evidence.false-type');
    for (const ending of ['json', 'md', 'txt.ref', 'svg']) expect(thereAs(ending)).toContain('evidence.false-type');
  });
});
