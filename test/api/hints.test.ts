import { expect, test } from 'vitest';
import { readListenAddress } from '../../src/api/listen-address.ts';
import { attemptIn } from '../../src/api/webhooks/attempt-in.ts';
import { pushIn } from '../../src/api/webhooks/push-in.ts';

const attempt = 'PR-2026-0001-1-k3x9ab';
const awx = (extra_vars: unknown) => Buffer.from(JSON.stringify({ id: 7, status: 'successful', extra_vars }));
const push = (body: unknown) => Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));

test.each([
  ['a JSON text, as AWX sends it', awx(JSON.stringify({ rgz_attempt: attempt, other: 1 }))],
  ['an object, as a custom body may have it', awx({ rgz_attempt: attempt })],
])('the attempt is found in variables that are %s', (_how, body) => {
  expect(attemptIn(body)).toBe(attempt);
});

test.each([
  ['no body', Buffer.alloc(0)],
  ['no JSON', Buffer.from('<html>')],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00])],
  ['a list', Buffer.from(`[${JSON.stringify(attempt)}]`)],
  ['no variables', Buffer.from('{}')],
  ['variables that are no JSON', awx('rgz_attempt: x')],
  ['variables that are a list', awx('[]')],
  ['no attempt', awx('{}')],
  ['an attempt that is no text', awx({ rgz_attempt: { $gt: '' } })],
  ['an attempt that is none', awx({ rgz_attempt: `${attempt}\n` })],
  ['an endless attempt', awx({ rgz_attempt: 'a'.repeat(65) })],
  ['only its prototype', Buffer.from(`{"extra_vars":{"__proto__":{"rgz_attempt":"${attempt}"}}}`)],
])('%s names no attempt', (_what, body) => {
  expect(attemptIn(body)).toBeUndefined();
});

const commit = 'a1'.repeat(20);
const unclear = { commit: undefined };
test.each([
  ['a commit on the branch', { ref: 'refs/heads/main', after: commit }, { commit }],
  ['a commit of the longer kind', { ref: 'refs/heads/main', after: 'b2'.repeat(32) }, { commit: 'b2'.repeat(32) }],
  ['nothing', '', unclear],
  ['what is no JSON', '<html>', unclear],
  ['no ref', { after: commit }, { commit }],
  ['a ref in another form', { ref: 'main', after: commit }, { commit }],
  ['what is no commit', { ref: 'refs/heads/main', after: '--upload-pack=x' }, unclear],
  ['a ref and a commit that are no texts', { ref: 4, after: null }, unclear],
  ['another branch', { ref: 'refs/heads/feature', after: commit }, undefined],
  ['a tag', { ref: 'refs/tags/main', after: commit }, undefined],
] as const)('a push that tells of %s says %j', (_what, body, says) => {
  expect(pushIn(push(body), 'main')).toEqual(says);
});

test.each([
  ['127.0.0.1:9464', { host: '127.0.0.1', port: 9464 }],
  ['localhost:0', { host: 'localhost', port: 0 }],
  ['[::1]:80', { host: '::1', port: 80 }],
  ['0.0.0.0:65535', { host: '0.0.0.0', port: 65_535 }],
])('%s is an address to listen on', (text, address) => {
  expect(readListenAddress(text)).toEqual(address);
});

test.each([
  '',
  '9464',
  ':9464',
  '::1:9464',
  '[::1]',
  'host:',
  'host:65536',
  'host:-1',
  'http://host:1',
  'a b:1',
  'host:1 ',
])('%j is none', (text) => {
  expect(readListenAddress(text)).toBeUndefined();
});
