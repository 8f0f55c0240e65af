import { expect, test } from 'vitest';
import { type Mending, mends } from '../../src/verify/judge-mending.ts';
import { holder, policyOf } from '../domain/example.ts';

const ada = { ...holder('ada@example.com', 'admin'), keys: ['ssh-ed25519 ADA'] };
const dora = { ...holder('dora@example.com', 'devops'), keys: ['ssh-ed25519 DORA'] };
const proven = policyOf([ada, dora], { version: 3, identity: 'signed' });

const good: Mending = {
  proven,
  replaced: 7,
  after: policyOf([ada], { version: 8 }),
  author: 'ada@example.com',
  signature: { kind: 'good', key: 'ssh-ed25519 ADA' },
  malformed: undefined,
};

test('an admin by the last good policy mends it, above the version that is replaced', () => {
  expect(mends(good)).toBe(true);
});

test.each<[string, Partial<Mending>]>([
  ['nobody else', { author: 'dora@example.com', signature: { kind: 'good', key: 'ssh-ed25519 DORA' } }],
  ['no stranger', { author: 'sam@elsewhere.example' }],
  ['nobody without a signature', { signature: { kind: 'none' } }],
  ['nobody with the key of another', { signature: { kind: 'good', key: 'ssh-ed25519 DORA' } }],
  ['no policy that cannot be used', { after: undefined }],
  ['no version that does not rise', { after: policyOf([ada], { version: 7 }) }],
  ['no version of before', { replaced: 1, after: policyOf([ada], { version: 3 }) }],
  ['no malformed commit', { malformed: 'two authors' }],
])('%s does', (_, change) => {
  expect(mends({ ...good, ...change })).toBe(false);
});
