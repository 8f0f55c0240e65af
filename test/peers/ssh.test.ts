import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPrivateKey } from '../../src/adapters/ssh/private-key.ts';
import { readPublicKey } from '../../src/adapters/ssh/public-key.ts';
import { signPayload } from '../../src/adapters/ssh/sign.ts';
import { signatureVerifier } from '../../src/adapters/ssh/verify.ts';
import { forge, securityKey } from '../adapters/ssh/forge.ts';

const absent = ['ssh-keygen', 'git'].filter(
  (tool) => spawnSync(tool, ['--version'], { input: '' }).error !== undefined,
);
if (absent.length > 0) console.warn(`SSH peers skipped: ${absent.join(' and ')} cannot be run here.`);

const kinds = [
  ['ed25519', ['-t', 'ed25519']],
  ['rsa', ['-t', 'rsa', '-b', '3072']],
  ['ecdsa256', ['-t', 'ecdsa', '-b', '256']],
  ['ecdsa384', ['-t', 'ecdsa', '-b', '384']],
  ['ecdsa521', ['-t', 'ecdsa', '-b', '521']],
] as const;
const payload = Buffer.from('tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n\nsigned\n');
const verify = signatureVerifier();
let folder = '';

describe.skipIf(absent.length > 0)('beside OpenSSH and Git', () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rgz-peer-ssh-'));
    for (const [name, how] of kinds) {
      execFileSync('ssh-keygen', ['-q', '-N', '', '-C', name, '-f', join(folder, name), ...how]);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(kinds)('%s: OpenSSH accepts what rgz signs', (name) => {
    expect(opensshAccepts(publicLine(name), signPayload(pairOf(name), payload), payload)).toBe(true);
    expect(opensshAccepts(publicLine(name), signPayload(pairOf(name), payload), Buffer.from('other'))).toBe(false);
  });

  it.each(kinds)('%s: rgz accepts what OpenSSH signs', (name) => {
    for (const hash of ['sha256', 'sha512']) {
      const args = ['-q', '-Y', 'sign', '-n', 'git', '-O', `hashalg=${hash}`, '-f', join(folder, name)];
      const text = execFileSync('ssh-keygen', args, { input: payload, stdio: 'pipe' }).toString();
      expect(verify(text, payload)).toMatchObject({ kind: 'good', publicKey: publicLine(name) });
    }
  });

  it.each(['ed25519', 'ecdsa'] as const)('a security key (%s): OpenSSH and rgz agree', (kind) => {
    for (const flags of [1, 5]) {
      const made = securityKey(kind, flags);
      const type = kind === 'ed25519' ? 'sk-ssh-ed25519@openssh.com' : 'sk-ecdsa-sha2-nistp256@openssh.com';
      const text = forge(payload, made);
      expect(verify(text, payload).kind).toBe('good');
      expect(opensshAccepts(`${type} ${made.blob.toString('base64')}`, text, payload)).toBe(true);
    }
  });

  it.each(kinds)('%s: Git verifies a commit that rgz signed, and rgz one that Git signed', (name) => {
    const repository = mkdtempSync(join(folder, 'repository-'));
    const signers = join(repository, 'signers');
    writeFileSync(signers, `a@example.com ${publicLine(name)}\n`);
    const config = [
      'user.name=A',
      'user.email=a@example.com',
      'gpg.format=ssh',
      `gpg.ssh.allowedSignersFile=${signers}`,
    ];
    const git = (args: string[], input = '') =>
      execFileSync('git', [...config.flatMap((each) => ['-c', each]), ...args], {
        cwd: repository,
        input,
        stdio: 'pipe',
      }).toString();
    git(['init', '-q']);
    const tree = git(['mktree']).trim();

    const unsigned = `tree ${tree}\nauthor A <a@example.com> 1700000000 +0000\ncommitter A <a@example.com> 1700000000 +0000\n`;
    const text = signPayload(pairOf(name), Buffer.from(`${unsigned}\nmessage\n`));
    const ours = `${unsigned}gpgsig ${text.trimEnd().replaceAll('\n', '\n ')}\n\nmessage\n`;
    const oid = git(['hash-object', '-t', 'commit', '-w', '--stdin'], ours).trim();
    expect(() => git(['verify-commit', oid])).not.toThrow();

    const key = `user.signingkey=${join(folder, name)}`;
    const theirs = git(['-c', key, 'commit-tree', '-S', '-m', 'message', tree]).trim();
    const { signature, signed } = split(git(['cat-file', 'commit', theirs]));
    expect(verify(signature, signed)).toMatchObject({ kind: 'good', publicKey: publicLine(name) });
  });

  it('ed25519 signatures are the same bytes', () => {
    const args = ['-q', '-Y', 'sign', '-n', 'git', '-f', join(folder, 'ed25519')];
    const theirs = execFileSync('ssh-keygen', args, { input: payload, stdio: 'pipe' }).toString();
    expect(signPayload(pairOf('ed25519'), payload)).toBe(theirs);
  });
});

function publicLine(name: string): string {
  return readPublicKey(readFileSync(join(folder, `${name}.pub`), 'utf8')).key;
}

function pairOf(name: string) {
  const reading = readPrivateKey(readFileSync(join(folder, name), 'utf8'));
  if (reading.kind !== 'usable') throw new Error(`${name} is ${reading.kind}`);
  return reading.pair;
}

function opensshAccepts(line: string, text: string, signed: Buffer): boolean {
  const [signers, signature] = [join(folder, 'signers'), join(folder, 'signature')];
  writeFileSync(signers, `a@example.com ${line}\n`);
  writeFileSync(signature, text);
  const args = ['-Y', 'verify', '-n', 'git', '-I', 'a@example.com', '-f', signers, '-s', signature];
  return spawnSync('ssh-keygen', args, { input: signed }).status === 0;
}

/** A commit object as its signature and the bytes without it. */
function split(commit: string): { signature: string; signed: Buffer } {
  const header = /^gpgsig (.*(?:\n .*)*)\n/m.exec(commit);
  const signature = `${(header?.[1] ?? '').replaceAll('\n ', '\n')}\n`;
  return { signature, signed: Buffer.from(commit.replace(header?.[0] ?? '', '')) };
}
