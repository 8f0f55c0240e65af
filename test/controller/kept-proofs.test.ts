import { createHash } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { KeptProofs } from '../../src/controller/kept-proofs.ts';
import type { Pointing } from '../../src/operations/prove-evidence.ts';
import type { EvidenceStore } from '../../src/ports/evidence.ts';
import type { JournalEntry } from '../../src/ports/journal.ts';
import type { View } from '../../src/ports/records.ts';
import { png } from '../kit/checklists.ts';

type Answer = Awaited<ReturnType<EvidenceStore['read']>>;

const sha256 = createHash('sha256').update(png).digest('hex');
const piece: Pointing = {
  path: `checklists/evidence/${sha256}.png.ref`,
  bytes: Buffer.from(`{"sha256":"${sha256}","type":"image/png","size":${png.length}}\n`),
};
const good: Answer = { kind: 'read', bytes: png, mark: '' };
const silent: Answer = { kind: 'unreachable', reason: 'it did not answer' };

let now: number;
let calls: number;
let wakes: number;
let journal: JournalEntry[];
let answer: Promise<Answer>;
/** What ends the patience of whoever waits. */
let impatient: () => void;
/** Hears that a store was closed. */
let closed: () => void;
let settings: object;
let proofs: KeptProofs;

beforeEach(() => {
  [now, calls, wakes, journal, settings] = [0, 0, 0, [], { bucket: 'one' }];
  closed = () => undefined;
  const store: EvidenceStore = {
    place: 's3 one',
    look: async () => silent,
    read: () => {
      calls += 1;
      return answer;
    },
    keep: async () => silent,
    close: async () => closed(),
  };
  proofs = new KeptProofs({
    store: { digestOfBytes: (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex') },
    remember: () => ({ recall: () => undefined, remember: () => undefined }),
    openEvidence: async () => store,
    clock: {
      milliseconds: () => now,
      pause: () =>
        new Promise<void>((resolve) => {
          impatient = resolve;
        }),
    },
    journal: (entry: JournalEntry) => journal.push(entry),
    waker: {
      call: () => {
        wakes += 1;
      },
    },
  } as unknown as ConstructorParameters<typeof KeptProofs>[0]);
});

const view = { config: async () => ({ evidence: settings }) } as unknown as View;
/** Why the piece is not proven; undefined where it is. */
const prove = async () => (await proofs.prove(view, [piece])).get(piece.path)?.because;
const events = () => journal.map(({ event }) => event);

function later(): { answer: Promise<Answer>; give(found: Answer): Promise<void> } {
  let resolve: (found: Answer) => void = () => undefined;
  const given = new Promise<Answer>((done) => {
    resolve = done;
  });
  const give = async (found: Answer) => {
    resolve(found);
    while (proofs.underWay > 0) await new Promise(setImmediate);
  };
  return { answer: given, give };
}

async function asked(): Promise<void> {
  while (calls === 0) await new Promise(setImmediate);
}

test('a piece is looked at once for all who ask at the same time, and for those who ask soon afterwards', async () => {
  answer = Promise.resolve(good);
  expect(await Promise.all([prove(), prove(), prove()])).toEqual([undefined, undefined, undefined]);
  now = 9_000;
  expect(await prove()).toBeUndefined();
  expect(calls).toBe(1);
  now = 11_000;
  answer = Promise.resolve({ ...good, bytes: Buffer.from('other') } as Answer);
  expect(await prove()).toContain('was altered');
  expect(calls).toBe(2);
  now = 30_000;
  answer = Promise.resolve(good);
  expect(await prove()).toBeUndefined();
  expect([calls, events(), wakes]).toEqual([3, [], 0]);
});

test('a look that takes long is waited for once, goes on, and wakes whoever waits when it is over', async () => {
  const slow = later();
  answer = slow.answer;
  const first = prove();
  await asked();
  impatient();
  expect(await first).toBe('cannot be verified yet: its store has not answered within 2 s');
  impatient = () => expect.unreachable('nobody waits again');
  expect(await prove()).toContain('not answered within 2 s');
  expect([calls, proofs.underWay, wakes]).toEqual([1, 1, 0]);
  await slow.give(good);
  expect([proofs.underWay, wakes]).toEqual([0, 1]);
  expect(await prove()).toBeUndefined();
  expect([calls, events()]).toEqual([1, []]);
});

test('a store that is silent is left alone for a while, and then asked by the way', async () => {
  answer = Promise.resolve(silent);
  expect(await prove()).toBe('cannot be verified: it did not answer');
  now = 29_000;
  expect(await prove()).toBe('cannot be verified: it did not answer');
  expect([calls, events()]).toEqual([1, ['evidence-unreachable']]);
  for (now of [31_000, 62_000]) {
    expect(await prove()).toBe('cannot be verified: it did not answer');
    await later().give(silent);
  }
  expect([calls, events(), wakes]).toEqual([3, ['evidence-unreachable'], 2]);
  answer = Promise.resolve(good);
  now = 93_000;
  expect(await prove()).toBe('cannot be verified: it did not answer');
  await later().give(good);
  expect(await prove()).toBeUndefined();
  expect([calls, events(), wakes]).toEqual([4, ['evidence-unreachable', 'evidence-back'], 3]);
});

test('a look that fails is heard by whoever waits, and is not tried again at once', async () => {
  answer = Promise.reject(new Error('out of memory'));
  await expect(prove()).rejects.toThrow('out of memory');
  answer = Promise.resolve(good);
  expect(await prove()).toBe('cannot be verified: out of memory');
  expect([calls, events()]).toEqual([1, ['evidence-unreachable']]);
  now = 31_000;
  await prove();
  await later().give(good);
  expect(await prove()).toBeUndefined();
});

test('another store is asked at once, whatever was heard of the one before', async () => {
  answer = Promise.resolve(silent);
  await prove();
  settings = { bucket: 'two' };
  answer = Promise.resolve(good);
  expect(await prove()).toBeUndefined();
  settings = { bucket: 'one' };
  expect(await prove()).toBeUndefined();
  expect(calls).toBe(3);
});

test('whoever closes them waits for no answer of a store', async () => {
  const slow = later();
  answer = slow.answer;
  closed = () => void slow.give(silent);
  const first = prove();
  await asked();
  impatient();
  await first;
  await proofs.close();
  expect(proofs.underWay).toBe(0);
});
