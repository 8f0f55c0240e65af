import { existsSync, linkSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { expect, it } from 'vitest';
import { freeOfStaleLock } from '../../../src/adapters/git/ref-lock.ts';
import { Sandbox } from './sandbox.ts';

const longAgo = new Date(Date.now() - 60_000);

it('is free where no lock is', () => {
  expect(freeOfStaleLock(new Sandbox().path('none.lock'))).toBe(true);
});

it('leaves a fresh lock and nothing beside it', () => {
  const box = new Sandbox();
  const lock = box.write('refs/main.lock', '');
  expect(freeOfStaleLock(lock)).toBe(false);
  expect(readdirSync(box.path('refs'))).toEqual(['main.lock']);
});

it('takes a stale lock away and leaves nothing beside it', () => {
  const box = new Sandbox();
  const lock = box.write('refs/main.lock', 'x');
  utimesSync(lock, longAgo, longAgo);
  expect(freeOfStaleLock(lock)).toBe(true);
  expect(readdirSync(box.path('refs'))).toEqual([]);
});

it('leaves a stale lock to whoever is taking it away at this moment', () => {
  const box = new Sandbox();
  const lock = box.write('refs/main.lock', 'x');
  utimesSync(lock, longAgo, longAgo);
  const { ino, mtimeNs } = statSync(lock, { bigint: true });
  linkSync(lock, `${lock}.${ino}.${mtimeNs}.lock`);
  expect(freeOfStaleLock(lock)).toBe(false);
  expect(existsSync(lock)).toBe(true);
});
