import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src/adapters/records/load.ts';
import { foldHistory } from '../../src/domain/history.ts';
import type { Reading, Unreadable } from '../../src/domain/reading.ts';
import type { RecordData } from '../../src/domain/record.ts';
import { promotion } from '../../src/kinds/promotion/index.ts';
import { isAside, judgeTree, type TreeFacts, type TreeFile } from '../../src/verify/judge-tree.ts';
import { draft, event, holder, policyOf, withHistory } from '../domain/example.ts';

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
    environments: new Set(['prod']),
    ids: new Map([['PR-2026-0001', [path]]]),
    ...more,
  }).map(({ rule, pointer, message }) => [rule, pointer, message]);
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
    expect(judged({ reading: good }, { environments: new Set(['dev']) })).toEqual([
      ['record.unknown-reference', '/spec', 'there is no environment "prod"'],
    ]);
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
    environments: new Set(),
    ids: new Map(),
  };
  const [first, second] = judgeTree(facts);
  expect(first).toMatchObject({ rule: 'yaml.invalid', file: path, line: 3, column: 7 });
  expect(second).toMatchObject({ rule: 'schema.invalid', pointer: '/x' });
  expect(second).not.toHaveProperty('line');
});

test('a tenant for which nobody may approve is told as a warning', () => {
  const policy = policyOf([holder('jean@example.com', 'cpi', 'tenant-retail')]);
  expect(judged({ reading: good }, { policy })).toEqual([
    ['policy.nobody-approves', '/people', 'nobody may approve requests of tenant tenant-finance'],
  ]);
});
