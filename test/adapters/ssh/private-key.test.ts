import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isPrivateKey, readPrivateKey } from '../../../src/adapters/ssh/private-key.ts';
import { wireStrings, wireUint32 } from '../../../src/adapters/ssh/wire-writer.ts';
import { fixture, pairOf, pemKeys, publicLine, usableKeys } from './fixtures.ts';

describe('a private key file', () => {
  it.each(usableKeys)('%s in the format of OpenSSH is usable', (name) => {
    expect(pairOf(name).public.line).toBe(publicLine(name));
  });

  it.each(pemKeys)('%s in PEM is usable', (name) => {
    expect(pairOf(name).public.line).toBe(publicLine(name.split('.')[0] ?? ''));
  });

  it('reads keys of ed25519 and of each curve in PKCS #8', () => {
    for (const namedCurve of ['prime256v1', 'secp384r1', 'secp521r1']) {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve });
      expect(readPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()).kind).toBe('usable');
    }
    const { privateKey } = generateKeyPairSync('ed25519');
    expect(readPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()).kind).toBe('usable');
  });

  it('may have the line ends of Windows', () => {
    expect(readPrivateKey(fixture('ed25519').replaceAll('\n', '\r\n')).kind).toBe('usable');
  });

  it('with a passphrase is for Git, and tells the public key where its format has it', () => {
    const publicKey = publicLine('ed25519');
    expect(readPrivateKey(fixture('ed25519-locked'))).toEqual({ kind: 'git-must-sign', publicKey });
    expect(readPrivateKey(fixture('rsa-locked.pkcs8'))).toEqual({ kind: 'git-must-sign', publicKey: undefined });
  });

  it('of a security key is for Git', () => {
    const type = 'sk-ssh-ed25519@openssh.com';
    const blob = wireStrings(type, Buffer.alloc(32, 1), 'ssh:');
    const section = Buffer.concat([wireUint32(5), wireUint32(5), wireStrings(type, Buffer.alloc(32, 1), 'ssh:')]);
    expect(readPrivateKey(opensshFile(blob, section))).toEqual({
      kind: 'git-must-sign',
      publicKey: `${type} ${blob.toString('base64')}`,
    });
  });

  it('is refused when no signature by it would be accepted', () => {
    expect(readPrivateKey(fixture('weak'))).toEqual({
      kind: 'refused',
      reason: 'the RSA key has fewer than 2048 bits',
    });
    expect(readPrivateKey(fixture('dsa')).kind).toBe('refused');
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
    expect(readPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()).kind).toBe('refused');
  });

  it('is not used when its halves do not belong together', () => {
    for (const name of usableKeys) {
      const bytes = bytesIn(fixture(name));
      const { blob } = pairOf(name).public;
      const last = bytes.indexOf(blob) + blob.length - 1;
      bytes[last] = (bytes[last] ?? 0) ^ 2;
      expect(readPrivateKey(framed(bytes)).kind, name).toBe('git-must-sign');
    }
  });

  it('is not used with a damaged RSA number, which could give the key away', () => {
    const bytes = bytesIn(fixture('rsa'));
    const { p = '' } = pairOf('rsa').secret.export({ format: 'jwk' });
    const at = bytes.indexOf(Buffer.from(p, 'base64url')) + 40;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    expect(readPrivateKey(framed(bytes)).kind).toBe('git-must-sign');
  });

  it('is not used with wrong check numbers or padding', () => {
    const [padded, checked] = [bytesIn(fixture('ed25519')), bytesIn(fixture('ed25519'))];
    padded[padded.length - 1] = 99;
    const check = checked.indexOf('ssh-ed25519', checked.indexOf('ssh-ed25519') + 1) - 8;
    checked[check] = (checked[check] ?? 0) ^ 1;
    expect(readPrivateKey(framed(padded)).kind).toBe('git-must-sign');
    expect(readPrivateKey(framed(checked)).kind).toBe('git-must-sign');
  });

  it('is recognised whatever its format', () => {
    for (const name of ['ed25519', 'ed25519-locked', 'rsa-locked.pkcs8', ...pemKeys])
      expect(isPrivateKey(fixture(name))).toBe(true);
    expect(isPrivateKey('PuTTY-User-Key-File-3: ssh-ed25519\n')).toBe(true);
    expect(isPrivateKey('---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n')).toBe(true);
    expect(isPrivateKey(fixture('ed25519.pub'))).toBe(false);
  });
});

function bytesIn(text: string): Buffer {
  return Buffer.from(text.replace(/-----.*-----/g, ''), 'base64');
}

function framed(bytes: Buffer): string {
  const frame = 'OPENSSH PRIVATE KEY';
  return `-----BEGIN ${frame}-----\n${bytes.toString('base64')}\n-----END ${frame}-----\n`;
}

function opensshFile(blob: Buffer, section: Buffer): string {
  const head = Buffer.concat([Buffer.from('openssh-key-v1\0'), wireStrings('none', 'none', ''), wireUint32(1)]);
  return framed(Buffer.concat([head, wireStrings(blob, section)]));
}
