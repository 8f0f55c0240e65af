import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redact } from '../../src/errors/redact.ts';

const secret = 'Sup3r-S3cret_value';

describe('a secret is taken out', () => {
  test.each([
    ['a password in a URL', `https://me:${secret}@git.example/x.git`],
    ['a password with an @ in a URL', `https://me:p@${secret}@git.example/x.git`],
    ['a password without a user in a URL', `redis://:${secret}@cache.example`],
    ['a token as the user of a URL', `https://ghp_${secret}@github.com/a/b`],
    ['a bearer token', `Authorization: Bearer ${secret}`],
    ['basic authentication', `authorization: basic ${secret}==`],
    ['a token of GitHub', `remote said ghp_${secret}`],
    ['a fine-grained token of GitHub', `remote said github_pat_${secret}`],
    ['a token of GitLab', `remote said glpat-${secret}`],
    ['a token of Slack', `remote said xoxb-${secret}`],
    ['a webhook of Slack', `POST https://hooks.slack.com/services/T000/B000/${secret}`],
    ['a web token', `got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.${secret}`],
    ['an assignment', `password=${secret}`],
    ['an environment variable', `AWX_TOKEN=${secret} rgz controller run`],
    ['a variable of many words', `export DB_ADMIN_PASSWORD='${secret}'`],
    ['a property', `clientSecret: ${secret}`],
    ['JSON', `{"apiKey": "${secret}", "x": 1}`],
    ['a quoted value with blanks', `passphrase="two words ${secret}"`],
    ['a quote that never ends', `token='two words ${secret}`],
    [
      'a private key',
      `before\n-----BEGIN OPENSSH PRIVATE KEY-----\n${secret}\n-----END OPENSSH PRIVATE KEY-----\nafter`,
    ],
    ['a private key that is cut off', `-----BEGIN RSA PRIVATE KEY-----\n${secret}`],
  ])('%s', (_what, text) => {
    const clean = redact(text);
    expect(clean).not.toContain(secret);
    expect(clean).toMatch(/\[secret\]|\[private key\]/);
    expect(redact(clean)).toBe(clean);
  });
});

test('what surrounds a secret stays readable', () => {
  expect(redact(`fetch https://me:${secret}@git.example/x.git failed`)).toBe(
    'fetch https://[secret]@git.example/x.git failed',
  );
  expect(redact(`a\n-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----\nb`)).toBe('a\n[private key]\nb');
  expect(redact(`{"apiKey": "${secret}", "x": 1}`)).toBe('{"apiKey": [secret], "x": 1}');
});

test.each([
  'git@github.com:acme/records.git was not found',
  'https://git.example:8443/x.git answered 404',
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ is not listed for jean@example.com',
  'the key of tenant-finance is basic',
  'sha256:ae7724c350f88ef3e38a669bf67d7227c5e4acdc8afa4dfab4200ddb731f24f6',
  'the token is missing',
])('%s holds no secret and stays', (text) => {
  expect(redact(text)).toBe(text);
});

test('whatever stands around it, a secret is never shown', () => {
  const value = fc.stringMatching(/^[A-Za-z0-9_-]{16,40}$/);
  const noise = fc.array(
    fc.constantFrom('GET', 'token', '=', '"', "'", '://', '@', '{', 'Bearer', 'password:', '\n', ','),
  );
  const forms = [
    (text: string) => `https://me:${text}@git.example/x`,
    (text: string) => `Authorization: Bearer ${text}`,
    (text: string) => `ghp_${text}`,
    (text: string) => `DB_PASSWORD=${text}`,
    (text: string) => `{"token":"${text}"}`,
    (text: string) => `-----BEGIN PRIVATE KEY-----\n${text}\n-----END PRIVATE KEY-----`,
  ];
  fc.assert(
    fc.property(noise, value, fc.constantFrom(...forms), noise, (before, text, form, after) => {
      expect(redact([...before, form(text), ...after].join(' '))).not.toContain(text);
    }),
    { numRuns: 1_000 },
  );
});

test.each(['a', 'token ', 'eyJ-', '://', '-----BEGIN ', 'https://a:', 'password="', '<a'])(
  'a long log of %j takes no long time',
  (piece) => {
    const started = performance.now();
    redact(piece.repeat(300_000 / piece.length));
    expect(performance.now() - started).toBeLessThan(3_000);
  },
);
