import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expandPath } from '../../../src/adapters/ssh/expand-path.ts';
import { signerLoader } from '../../../src/adapters/ssh/load-signer.ts';
import { signatureVerifier } from '../../../src/adapters/ssh/verify.ts';
import type { GitIdentity } from '../../../src/ports/git.ts';
import type { LoadedSigner } from '../../../src/ports/signatures.ts';
import { fixture, folder, payload, publicLine } from './fixtures.ts';

const person = { name: 'A', email: 'a@example.com' };
const ed = publicLine('ed25519');
let home = '';

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'rgz-ssh-'));
  mkdirSync(join(home, '.ssh'));
  for (const name of [
    'ed25519',
    'ed25519.pub',
    'ed25519-locked',
    'rsa-locked.pkcs8',
    'weak',
    'dsa.pub',
    'ed25519-cert.pub',
  ]) {
    copyFileSync(join(folder, name), join(home, '.ssh', name));
  }
  copyFileSync(join(folder, 'rsa.pub'), join(home, '.ssh', 'rsa-locked.pkcs8.pub'));
  copyFileSync(join(folder, 'rsa.pub'), join(home, '.ssh', 'agent.pub'));
  copyFileSync(join(folder, 'rsa.pub'), join(home, '.ssh', 'mixed.pub'));
  copyFileSync(join(folder, 'ed25519'), join(home, '.ssh', 'mixed'));
  writeFileSync(join(home, '.ssh', 'notes'), 'shopping list');
  writeFileSync(join(home, '.ssh', 'large'), 'x'.repeat(70_000));
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

function load(key: string | undefined, format: string | undefined = 'ssh'): Promise<LoadedSigner> {
  const identity: GitIdentity = { author: person, committer: person, signing: { format, key, program: 'ssh-keygen' } };
  return signerLoader({ home, base: join(home, '.ssh') })(identity);
}

describe('the signing key of Git', () => {
  it.each([
    ['a private key', '~/.ssh/ed25519'],
    ['the public key beside it', '~/.ssh/ed25519.pub'],
    ['a path from the top of the checkout', 'ed25519'],
  ])('is used in-process: %s', async (_, key) => {
    const { signer, publicKey } = await load(key);
    expect(publicKey).toBe(ed);
    if (signer.kind !== 'in-process') return expect.unreachable('Git would have to sign');
    expect(signer.sign(payload)).toBe(fixture('ed25519.sig'));
    expect(signatureVerifier()(signer.sign(payload), payload)).toMatchObject({ kind: 'good', publicKey });
  });

  it('is used in-process by its absolute path', async () => {
    expect((await load(join(folder, 'ecdsa384.sec1'))).signer.kind).toBe('in-process');
  });

  it.each([
    ['a passphrase', '~/.ssh/ed25519-locked', ed],
    ['a passphrase in PEM, with the public key beside it', '~/.ssh/rsa-locked.pkcs8', publicLine('rsa')],
    ['the private half in an agent', '~/.ssh/agent.pub', publicLine('rsa')],
    ['a private key beside it that is another one', '~/.ssh/mixed.pub', publicLine('rsa')],
    ['a literal key', `key::${fixture('ed25519.pub').trim()}`, ed],
    ['a literal key in the old form', ed, ed],
    ['nothing configured', undefined, undefined],
    ['something that is not a plain file', '/dev/null', undefined],
    ['a file too large for a key', '~/.ssh/large', undefined],
    ['a path only Git can tell', '%(prefix)/key', undefined],
    ['a user nobody knows', '~nobody-by-this-name/key', undefined],
  ])('is left to Git with %s', async (_, key, publicKey) => {
    expect(await load(key)).toEqual({ signer: { kind: 'git', key }, publicKey });
  });

  it.skipIf(userInfo().uid === 0)('is left to Git when the file may not be read', async () => {
    const path = join(home, '.ssh', 'closed');
    writeFileSync(path, fixture('ed25519'));
    chmodSync(path, 0);
    expect((await load(path)).signer).toEqual({ kind: 'git', key: path });
  });

  it.each([
    ['another format', 'ed25519', 'openpgp', 'gpg.format'],
    ['a folder', '~/.ssh', 'ssh', '/.ssh'],
    ['a file that is no key', 'notes', 'ssh', '/.ssh/notes'],
    ['a short RSA key', 'weak', 'ssh', '2048 bits'],
    ['a DSA key', 'dsa.pub', 'ssh', 'DSA'],
    ['a certificate', 'ed25519-cert.pub', 'ssh', 'certificate'],
    ['a literal that is no key', 'key::ssh-ed25519 AAAA', 'ssh', 'user.signingkey'],
  ])('is refused with %s', async (_, key, format, said) => {
    await expect(load(key, format)).rejects.toMatchObject({
      code: 'identity.no-signing-key',
      exitCode: 2,
      message: expect.stringContaining(said),
      remedy: ['git config gpg.format ssh', 'git config user.signingkey ~/.ssh/id_ed25519.pub'],
    });
  });

  it.each([
    ['a missing file', '~/.ssh/nowhere', '/.ssh/nowhere'],
    ['a missing public file', 'nowhere.pub', '/.ssh/nowhere'],
    ['a path through a file', 'ed25519/key', '/.ssh/ed25519/key'],
  ])('is refused with %s, and how one is made is told', async (_, key, made) => {
    await expect(load(key)).rejects.toMatchObject({
      code: 'identity.no-signing-key',
      message: expect.stringContaining(made),
      remedy: [
        expect.stringMatching(new RegExp(`^ssh-keygen -t ed25519 -f \\S+${made} .*--key \\S+${made}[.]pub$`)),
        'git config user.signingkey <a key that is there>',
      ],
    });
  });

  it('is refused when no format is set', async () => {
    const identity = {
      author: person,
      committer: person,
      signing: { format: undefined, key: ed, program: 'ssh-keygen' },
    };
    await expect(signerLoader({ home, base: home })(identity)).rejects.toMatchObject({
      code: 'identity.no-signing-key',
    });
  });
});

describe('a path in the configuration', () => {
  it('starts at home, at the base, or at the home of a user', async () => {
    expect(await expandPath('~', { home: '/h', base: '/b' })).toBe('/h');
    expect(await expandPath('~/k', { home: '/h', base: '/b' })).toBe('/h/k');
    expect(await expandPath('~/k', { home: undefined, base: '/b' })).toBeUndefined();
    expect(await expandPath('k', { home: '/h', base: '/b' })).toBe('/b/k');
    expect(await expandPath('/k', { home: '/h', base: '/b' })).toBe('/k');
  });

  it.skipIf(process.platform !== 'linux')('finds the home of a user in the list of accounts', async () => {
    const { username, homedir: own } = userInfo();
    expect(await expandPath(`~${username}/k`, { home: '/h', base: '/b' })).toBe(join(own || homedir(), 'k'));
  });
});
