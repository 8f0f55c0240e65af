import { beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import type { RecordData } from '../../src/domain/record.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { recordPath } from '../kit/requests.ts';

let fixture: Repository;
/** Approved by the one who had to; approved by one of two; what nobody has decided. */
let approved: string;
let half: string;
let open: string;

beforeAll(async () => {
  fixture = await makeRepository();
  approved = await fixture.request();
  half = await fixture.request('dora', { impact: 'critical' });
  open = await fixture.request();
  for (const id of [approved, half]) (await fixture.rgz('carl', 'approve', id)).orThrow();
});

function textOf(repository: Repository, id: string): string {
  return `${repository.show(repository.pathOf(id))}\n`;
}

/** A copy in which dora changed the file of a record by hand. */
function byHand(id: string, change: (text: string) => string): Repository {
  const repository = fixture.copy();
  const text = textOf(repository, id);
  const changed = change(text);
  expect(changed).not.toBe(text);
  repository.commit('dora', { files: { [repository.pathOf(id)]: changed } });
  return repository;
}

async function standing(repository: Repository, id: string): Promise<{ state: string; votes: string[] }> {
  const { json } = await repository.rgz('vera', 'show', id, '--json');
  const { derived } = json as { derived: { state: string; votes: { standing: string }[] } };
  return { state: derived.state, votes: derived.votes.map((vote) => vote.standing) };
}

async function noteOf(repository: Repository, id: string): Promise<string | undefined> {
  const { json } = await repository.rgz('vera', 'request', 'list', '--json');
  return (json as { id: string; note?: string }[]).find((each) => each.id === id)?.note;
}

/** The launch gate of the quorum, as explain tells it. */
async function quorumPassed(repository: Repository, id: string): Promise<boolean | undefined> {
  const { json } = await repository.rgz('vera', 'explain', id, '--json');
  return (json as { gates: { gate: string; passed: boolean }[] }).gates.find((each) => each.gate === 'quorum')?.passed;
}

describe('a spec changed by hand after an approval', () => {
  test.each([
    ['of one of two', () => half],
    ['of all that were needed', () => approved],
  ])('%s: the approval is void, and show, list and explain say so', async (_, idOf) => {
    const id = idOf();
    const repository = byHand(id, (text) =>
      text.replace('version: "2.1.0"', 'version: "2.1.1"').replace('version: 2.1.0', 'version: 2.1.1'),
    );
    expect(await standing(repository, id)).toEqual({ state: 'pending', votes: ['void'] });
    const shown = await repository.rgz('vera', 'show', id);
    expect(shown.stdout).toContain('void: carl@example.com approved the spec as it was before it was changed');
    expect(shown.stdout).toMatch(/Approvals +0 of/);
    expect((await repository.rgz('vera', 'request', 'list')).stdout).toContain('approvals void');
    expect(await noteOf(repository, id)).toBe('approvals-void');
    expect(await quorumPassed(repository, id)).toBe(false);
  });

  test('of one of two: it takes two again', async () => {
    const repository = byHand(half, (text) => text.replace('Revert to v2.0.0', 'Go back to v2.0.0'));
    expect((await repository.rgz('cleo', 'approve', half)).stdout).toContain('(1 of 2)');
    expect((await repository.rgz('carl', 'approve', half)).stdout).toContain('(2 of 2)');
    expect(await standing(repository, half)).toEqual({ state: 'approved', votes: ['void', 'valid', 'valid'] });
    expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true });
  });

  test('of all that were needed: check and audit tell of it', async () => {
    const repository = byHand(approved, (text) => text.replace('Revert to v2.0.0', 'Go back to v2.0.0'));
    for (const args of [['check', '--range', 'HEAD~1..HEAD'], ['audit']]) {
      const ran = await repository.rgz('vera', ...args, '--json');
      expect([args[0], ran.code]).toEqual([args[0], 1]);
      expect(JSON.stringify(ran.json)).toContain('"rule":"spec.frozen"');
    }
  });
});

describe('a file changed by hand, and not its spec, after an approval', () => {
  const reordered = (text: string) => {
    const { spec, ...rest } = parse(text) as RecordData;
    const turned = (value: unknown): unknown =>
      typeof value !== 'object' || value === null || Array.isArray(value)
        ? value
        : Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, inner]) => [key, turned(inner)]),
          );
    return stringify({ ...rest, spec: turned(spec) });
  };

  test.each([
    [
      'comments',
      (text: string) =>
        `# seen\n${text.replace('spec:', 'spec: # what is asked for').replace('  request:', '\n  # why\n  request:')}`,
    ],
    ['other order of the keys', reordered],
    [
      'other quotes',
      (text: string) => text.replace('type: api', "type: 'api'").replace('name: payment-api', 'name: "payment-api"'),
    ],
    [
      'other layout',
      (text: string) =>
        text.replace(
          / {2}target:\n(?: {4}.*\n)+/,
          (block) =>
            `  target: ${JSON.stringify((parse(block.replace(/^ {2}/gm, '')) as { target: object }).target)}\n`,
        ),
    ],
    [
      'blank lines and other indentation',
      (text: string) => stringify(parse(text), { indent: 4 }).replace('\nspec:', '\n\n\nspec:'),
    ],
  ])('%s: the approval stands, and nothing is said of it', async (_, change) => {
    for (const [id, state] of [
      [approved, 'approved'],
      [half, 'pending'],
    ] as const) {
      const repository = byHand(id, change);
      expect(await standing(repository, id)).toEqual({ state, votes: ['valid'] });
      expect((await repository.rgz('vera', 'show', id)).stdout).not.toContain('void');
      expect(await noteOf(repository, id)).toBeUndefined();
      for (const args of [['check'], ['check', '--range', 'HEAD~1..HEAD'], ['audit']])
        expect((await repository.rgz('vera', ...args, '--json')).json).toMatchObject({ ok: true, findings: [] });
    }
  });
});

describe('an approval copied to something else is worth nothing', () => {
  /** A file that says of itself what the approved one says of itself. */
  const copied = (repository: Repository, onto: (record: RecordData) => RecordData): string =>
    stringify(onto(parse(textOf(repository, approved)) as RecordData), { aliasDuplicateObjects: false });
  const createdAt = () => (parse(textOf(fixture, approved)) as RecordData).metadata.createdAt;
  const id = () => approved.replace(/\d{4}$/, '0800');
  const target = (record: RecordData, change: object) => ({
    ...record,
    spec: { ...record.spec, target: { ...(record.spec.target as object), ...change } },
  });

  async function expectWorthless(repository: Repository, of: string): Promise<void> {
    expect((await standing(repository, of)).votes).not.toContain('valid');
    expect(await quorumPassed(repository, of)).not.toBe(true);
    const check = await repository.rgz('vera', 'check', '--range', 'HEAD~1..HEAD', '--json');
    expect([check.code, check.json]).toEqual([1, expect.objectContaining({ ok: false })]);
    expect((await repository.rgz('vera', 'audit')).code).toBe(1);
  }

  test('another record that is there already', async () => {
    const repository = fixture.copy();
    const { status } = parse(textOf(repository, approved)) as RecordData;
    const theirs = parse(textOf(repository, open)) as RecordData;
    const approval = status?.history[1];
    const history = [...(theirs.status?.history ?? []), approval];
    const forged = { ...theirs, status: { ...status, history } };
    repository.commit('dora', {
      files: { [repository.pathOf(open)]: stringify(forged, { aliasDuplicateObjects: false }) },
    });
    await expectWorthless(repository, open);
  });

  test.each([
    ['another record, copied whole', (record: RecordData) => record],
    [
      'another tenant',
      (record: RecordData) => ({ ...record, metadata: { ...record.metadata, tenant: 'tenant-retail' } }),
    ],
    ['another version', (record: RecordData) => target(record, { version: '6.6.6' })],
    [
      'another environment',
      (record: RecordData) => target(record, { sourceEnvironment: 'dev', targetEnvironment: 'staging' }),
    ],
  ])('%s, under a new id', async (_, onto) => {
    const repository = fixture.copy();
    const text = copied(repository, (record) => onto({ ...record, metadata: { ...record.metadata, id: id() } }));
    const to = text.includes('targetEnvironment: staging') ? 'staging' : 'prod';
    repository.commit('dora', { files: { [recordPath({ id: id(), createdAt: createdAt(), to })]: text } });
    await expectWorthless(repository, id());
  });

  test.each([
    [
      'another tenant',
      (record: RecordData) => ({ ...record, metadata: { ...record.metadata, tenant: 'tenant-retail' } }),
    ],
    ['another version', (record: RecordData) => target(record, { version: '6.6.6' })],
  ])('%s, under its own id', async (_, onto) => {
    const repository = fixture.copy();
    const text = copied(repository, onto);
    repository.commit('dora', { files: { [repository.pathOf(approved)]: text } });
    await expectWorthless(repository, approved);
  });

  test.each([
    ['left where it is, it is no record', false],
    ['moved to where it then belongs, nothing of it counts', true],
  ])('another environment, under its own id: %s', async (_, moved) => {
    const repository = fixture.copy();
    const text = copied(repository, (record) => target(record, { targetEnvironment: 'dev' }));
    const path = repository.pathOf(approved);
    const files = moved ? { [path]: null, [path.replace('/prod/', '/dev/')]: text } : { [path]: text };
    repository.commit('dora', { files });
    if (moved) return expectWorthless(repository, approved);
    for (const args of [
      ['show', approved],
      ['explain', approved],
      ['request', 'retry', approved],
    ]) {
      const ran = await repository.rgz('dora', ...args, '--json');
      expect([args[0], ran.code, ran.error.code]).toEqual([args[0], 3, 'record.misplaced']);
    }
    expect((await repository.rgz('vera', 'check')).code).toBe(1);
    expect((await repository.rgz('vera', 'audit')).code).toBe(1);
  });
});
