import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Contribution,
  castBy,
  coAuthorsOf,
  contributorsOf,
  ownContribution,
} from '../../src/domain/contributors.ts';
import type { KindDefinition } from '../../src/domain/kind.ts';
import { contributionsOf, makersOf, type TrailEntry } from '../../src/domain/trail.ts';
import { promotion } from '../../src/kinds/promotion/index.ts';
import { actor, draft, event, holder, policyOf, withHistory } from './example.ts';

const policy = policyOf([
  { emails: ['jean@example.com', 'jdupont@home.example'], keys: ['ssh-ed25519 JEAN'], roles: [{ role: 'cpi' }] },
  { emails: ['marie@example.com'], keys: ['ssh-ed25519 MARIE'], roles: [{ role: 'cpi' }] },
]);

function own(email: string, key: string | undefined, contribution: Omit<Contribution, 'did'>): boolean {
  return ownContribution(policy, actor(email, key), [{ did: 'edited', ...contribution }]) !== undefined;
}

describe('somebody is a party to a request', () => {
  test.each<[string, string, string | undefined, Omit<Contribution, 'did'>]>([
    ['by their address', 'jean@example.com', undefined, { email: 'jean@example.com' }],
    ['by their address in another spelling', 'jean@example.com', undefined, { email: ' JEAN@\u200bexample.com' }],
    ['by another address of theirs', 'jean@example.com', undefined, { email: 'jdupont@home.example' }],
    [
      'by their key under a foreign name',
      'jean@example.com',
      undefined,
      { email: 'x@y.example', key: 'ssh-ed25519 JEAN' },
    ],
    ['when they act with the key of a party', 'new@y.example', 'ssh-ed25519 JEAN', { email: 'jean@example.com' }],
    ['as a stranger, by the address', 'New@y.example', undefined, { email: 'new@Y.example' }],
  ])('%s', (_how, email, key, contribution) => {
    expect(own(email, key, contribution)).toBe(true);
  });

  test.each<[string, string, string | undefined, Omit<Contribution, 'did'>]>([
    [
      'of somebody else',
      'jean@example.com',
      'ssh-ed25519 JEAN',
      { email: 'marie@example.com', key: 'ssh-ed25519 MARIE' },
    ],
    ['of a stranger', 'jean@example.com', undefined, { email: 'jean@other.example' }],
    [
      'of somebody with an unlisted key',
      'jean@example.com',
      undefined,
      { email: 'x@y.example', key: 'ssh-ed25519 NONE' },
    ],
  ])('and not by the work %s', (_how, email, key, contribution) => {
    expect(own(email, key, contribution)).toBe(false);
  });

  test('whichever side is asked', () => {
    const email = fc.constantFrom('jean@example.com', 'JDUPONT@home.example', 'marie@example.com', 'x@y.example');
    const key = fc.constantFrom(undefined, 'ssh-ed25519 JEAN', 'ssh-ed25519 MARIE', 'ssh-ed25519 NONE');
    fc.assert(
      fc.property(email, key, email, key, (left, leftKey, right, rightKey) => {
        const one = own(left, leftKey, { email: right, key: rightKey });
        expect(own(right, rightKey, { email: left, key: leftKey })).toBe(one);
      }),
    );
  });
});

describe('the commits that made a spec', () => {
  const made = (...digests: (string | undefined)[]) => {
    const trail = digests.map(
      (digest, at): TrailEntry => ({
        commit: String(at),
        at,
        author: 'a@x.example',
        committer: 'a@x.example',
        coAuthors: [],
        key: undefined,
        signature: 'none',
        digest,
        changedSpec: digest === undefined || digest !== digests[at - 1],
        events: 0,
      }),
    );
    return makersOf(trail).map(({ commit }) => Number(commit));
  };

  test.each<[string, (string | undefined)[], number[]]>([
    ['all where nothing was taken back', ['a', 'b', 'c'], [0, 1, 2]],
    ['none that left the spec alone', ['a', 'a', 'b', 'b'], [0, 2]],
    ['none that was taken back, nor what took it back', ['a', 'b', 'a'], [0]],
    ['what came after it', ['a', 'b', 'a', 'c'], [0, 3]],
    ['none of several that were taken back at once', ['a', 'b', 'c', 'd', 'b'], [0, 1]],
    ['the last that brought it in, where it was brought in twice', ['a', 'b', 'a', 'b'], [0, 3]],
    ['none that could not be read, where that was taken back', ['a', undefined, 'a'], [0]],
    ['one that could not be read, where it stayed', ['a', undefined, undefined], [0, 1, 2]],
  ])('are %s', (_, digests, expected) => {
    expect(made(...digests)).toEqual(expected);
  });
});

test('the people behind contributions are told once each', () => {
  const people = contributorsOf(policy, [
    { email: 'jean@example.com', did: 'requested' },
    { email: 'jdupont@home.example', key: 'ssh-ed25519 MARIE', did: 'edited' },
    { email: 'Stranger@y.example', did: 'co-authored' },
  ]);
  expect([...people]).toEqual(['jean@example.com', 'marie@example.com', 'stranger@y.example']);
});

describe('co-authors of a commit', () => {
  test.each([
    ['a trailer', 'Subject\n\nCo-authored-by: Jean <jean@example.com>\n', ['jean@example.com']],
    ['any case', 'CO-AUTHORED-BY: <jean@example.com>', ['jean@example.com']],
    ['no brackets', 'Co-authored-by: jean@example.com', ['jean@example.com']],
    ['blanks and line ends of Windows', '  Co-authored-by:   Jean < jean@example.com > \r\n', ['jean@example.com']],
    ['a full-width colon', 'Co-authored-by： Jean <jean@example.com>', ['jean@example.com']],
    ['several lines', 'Co-authored-by: <a@x.example>\nCo-authored-by: <b@x.example>', ['a@x.example', 'b@x.example']],
    ['several on one line', 'Co-authored-by: A <a@x.example>, B <b@x.example>', ['a@x.example', 'b@x.example']],
    ['a folded line', 'Co-authored-by: Jean Dupont\n  <jean@example.com>', ['jean@example.com']],
    ['an address as the name', 'Co-authored-by: a@x.example <b@x.example>', ['b@x.example', 'a@x.example']],
  ])('%s', (_what, message, expected) => {
    expect(coAuthorsOf(message)).toEqual(expected);
  });

  test.each([
    ['none', 'Subject\n\nBody with jean@example.com'],
    ['no address', 'Co-authored-by: Jean'],
    ['another trailer', 'Reviewed-by: Jean <jean@example.com>'],
    ['a mention in the text', 'as in Co-authored-by: <jean@example.com>'],
  ])('%s', (_what, message) => {
    expect(coAuthorsOf(message)).toEqual([]);
  });

  test('a blank inside brackets hides nobody', () => {
    const [first] = coAuthorsOf('Co-authored-by: Jean <je an@example.com>');
    expect(own('jean@example.com', undefined, { email: first ?? '' })).toBe(true);
  });

  test.each(['a', '<', '@', ' ', 'a@', '<a@'])('a long line of %j takes no long time', (part) => {
    const started = performance.now();
    coAuthorsOf(`Co-authored-by: ${part.repeat(300_000 / part.length)}`);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

describe('who had a hand in the spec', () => {
  const commit = (more: Partial<TrailEntry>): TrailEntry => ({
    commit: 'c',
    at: 0,
    author: 'pierre@example.com',
    committer: 'pierre@example.com',
    coAuthors: [],
    key: undefined,
    signature: 'none',
    digest: 'sha256:1',
    changedSpec: true,
    events: 1,
    ...more,
  });

  test('is who the record, its history and its commits name', () => {
    const request = draft();
    const record = withHistory(
      request,
      event(request, 'created', { by: 'adopted@example.com' }),
      event(request, 'edited', { by: 'editor@example.com' }),
      event(request, 'approved', { by: 'jean@example.com' }),
    );
    const trail = [
      commit({ commit: 'c1', author: 'a@x.example', committer: 'a@x.example', key: 'K1' }),
      commit({ commit: 'c2', author: 'b@x.example', committer: 'web@x.example', coAuthors: ['c@x.example'] }),
      commit({ commit: 'c3', author: 'approver@x.example', changedSpec: false }),
    ];
    expect(contributionsOf(record, trail, promotion)).toEqual([
      { email: 'pierre@example.com', did: 'requested' },
      { email: 'adopted@example.com', did: 'requested' },
      { email: 'editor@example.com', did: 'edited' },
      { email: 'a@x.example', key: 'K1', did: 'requested', commit: 'c1' },
      { email: 'b@x.example', key: undefined, did: 'edited', commit: 'c2' },
      { email: 'web@x.example', key: undefined, did: 'edited', commit: 'c2' },
      { email: 'c@x.example', did: 'co-authored', commit: 'c2' },
    ]);
  });

  test('is everybody under all addresses that were theirs then', () => {
    const listed = ['a@x.example', 'a@home.example'];
    const trail = [commit({ commit: 'c1', author: 'A@x.example', committer: 'A@x.example', listed })];
    expect(contributionsOf(draft(), trail, promotion).slice(1)).toEqual([
      { email: 'A@x.example', key: undefined, did: 'requested', commit: 'c1' },
      { email: 'a@home.example', did: 'requested', commit: 'c1' },
    ]);
    const now = policyOf([holder('a@home.example', 'cpi')]);
    const actor = { email: 'a@home.example', name: '', key: undefined };
    expect(ownContribution(now, actor, contributionsOf(draft(), trail, promotion))?.commit).toBe('c1');
  });

  test('stays theirs when it is taken back', () => {
    const trail = [
      commit({ commit: 'c1' }),
      commit({ commit: 'c2', author: 'a@x.example', digest: 'sha256:2' }),
      commit({ commit: 'c3', author: 'b@x.example', digest: 'sha256:1' }),
    ];
    const emails = contributionsOf(draft(), trail, promotion).map((each) => each.email);
    expect(emails).toEqual(expect.arrayContaining(['a@x.example', 'b@x.example']));
    expect(makersOf(trail).map((each) => each.commit)).toEqual(['c1']);
  });

  test('is nobody’s who commits for everybody', () => {
    const forge = 'NoReply@github.com';
    const trail = [commit({ committer: forge }), commit({ author: 'b@x.example', committer: forge, events: 2 })];
    const emails = contributionsOf(draft(), trail, promotion).map((each) => each.email);
    expect(emails).toEqual(['pierre@example.com', 'pierre@example.com', 'b@x.example']);
  });

  test('leaves out who only committed an event of another, and tells which it was', () => {
    const trail = [
      commit({}),
      commit({ author: 'jean@example.com', committer: 'marie@example.com', changedSpec: false, events: 2 }),
    ];
    const contributions = contributionsOf(draft(), trail, promotion);
    const cast = { email: 'marie@example.com', did: 'cast', commit: 'c', event: 1 };
    expect(contributions).toContainEqual(cast);
    expect([...contributorsOf(policy, contributions)]).toEqual(['pierre@example.com']);
    expect(ownContribution(policy, actor('marie@example.com'), contributions)).toBeUndefined();
    expect([...castBy(policy, actor('MARIE@example.com'), contributions)]).toEqual([1]);
    expect([...castBy(policy, actor('jean@example.com'), contributions)]).toEqual([]);
  });

  test('of a draft is at least who it says made it', () => {
    expect(contributionsOf(draft(), [], promotion)).toEqual([{ email: 'pierre@example.com', did: 'requested' }]);
  });
});

test('whoever makes the commit of an event that takes part has a hand in it, under each of their names', () => {
  const record = draft();
  const event = (action: string) => ({ action, at: '2026-11-20T09:00:00Z', by: 'pierre@example.com' });
  const grown = { ...record, status: { state: 'x', history: [event('created'), event('imported'), event('told')] } };
  const entry = (events: number, author: string, more: object = {}) => ({
    ...{ commit: `c${events}`, at: 0, author, committer: author, coAuthors: [], key: undefined },
    ...{ signature: 'none' as const, digest: 'd', changedSpec: events === 1, events, ...more },
  });
  const trail = [
    entry(1, 'pierre@example.com'),
    entry(2, 'jean@example.com', { coAuthors: ['co@example.com'], committer: 'other@example.com' }),
    entry(3, 'eve@example.com'),
  ];
  const taking = { actions: [{ action: 'imported', takesPart: 'imported' }] } as unknown as KindDefinition;
  const hands = (kind: KindDefinition) =>
    contributionsOf(grown, trail, kind)
      .filter(({ did }) => did !== 'cast')
      .map(({ email }) => email);
  expect(hands(taking)).toEqual(expect.arrayContaining(['jean@example.com', 'other@example.com', 'co@example.com']));
  expect(hands(taking)).not.toContain('eve@example.com');
  expect(hands(promotion)).not.toContain('jean@example.com');
});
