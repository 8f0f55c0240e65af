import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { proofIn, proves } from '../../src/api/webhooks/caller-secret.ts';

const secret = 'a secret: with a colon, ünd more';
const body = Buffer.from('{"ref":"refs/heads/main"}');
const signed = (key: string, text: string | Buffer) => `sha256=${createHmac('sha256', key).update(text).digest('hex')}`;
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

function knows(headers: Record<string, string>): boolean {
  const proof = proofIn(headers);
  return proof !== undefined && proves(proof, secret, body);
}

test.each([
  ['a header of its own', { 'x-rgz-secret': secret }],
  ['the password of Basic, whoever the user is', { authorization: basic(`awx:${secret}`) }],
  ['the password of Basic without a user', { authorization: basic(`:${secret}`) }],
  ['the token of GitLab', { 'x-gitlab-token': secret }],
  ['the signature of GitHub', { 'x-hub-signature-256': signed(secret, body) }],
  ['a signature in capitals', { 'x-hub-signature-256': `sha256=${signed(secret, body).slice(7).toUpperCase()}` }],
])('%s proves it', (_how, headers) => {
  expect(knows({ 'x-hub-signature-256': 'sha256=', ...headers } as Record<string, string>)).toBe(true);
});

test('a bearer token proves it', () => {
  const proof = proofIn({ authorization: 'Bearer abc.def' });
  expect(proof !== undefined && proves(proof, 'abc.def', body)).toBe(true);
});

test.each([
  ['nothing', {}],
  ['an empty header', { 'x-rgz-secret': '' }],
  ['another secret', { 'x-rgz-secret': 'another' }],
  ['its beginning', { 'x-rgz-secret': secret.slice(0, -1) }],
  ['more than it', { 'x-rgz-secret': `${secret} ` }],
  ['its name as the user of Basic', { authorization: basic(`${secret}:`) }],
  ['Basic without a colon', { authorization: basic(secret.replace(':', '')) }],
  ['another scheme', { authorization: `Digest ${secret}` }],
  ['a signature with another key', { 'x-hub-signature-256': signed('another', body) }],
  ['a signature of another body', { 'x-hub-signature-256': signed(secret, 'x') }],
  ['a signature of another kind', { 'x-hub-signature-256': `sha1=${'0'.repeat(40)}` }],
  ['the secret itself as a signature', { 'x-hub-signature-256': secret }],
])('%s proves nothing', (_how, headers) => {
  expect(knows(headers as Record<string, string>)).toBe(false);
});

test('a wrong secret is not made good by another proof beside it', () => {
  expect(
    knows({ 'x-rgz-secret': 'wrong', 'x-gitlab-token': secret, 'x-hub-signature-256': signed(secret, body) }),
  ).toBe(false);
});
