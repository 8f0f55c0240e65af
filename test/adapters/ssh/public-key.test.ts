import { describe, expect, it } from 'vitest';
import { readPublicKey } from '../../../src/adapters/ssh/public-key.ts';
import { wireStrings } from '../../../src/adapters/ssh/wire-writer.ts';
import { RgzError } from '../../../src/errors/rgz-error.ts';
import { fixture, publicLine, usableKeys } from './fixtures.ts';
import { securityKey } from './forge.ts';

const key = publicLine('ed25519');

function refusal(text: string): RgzError {
  try {
    readPublicKey(text);
  } catch (error) {
    if (error instanceof RgzError) return error;
  }
  return expect.unreachable('it was accepted');
}

describe('a public key file', () => {
  it.each(usableKeys)('%s is read without its comment', (name) => {
    expect(readPublicKey(fixture(`${name}.pub`))).toEqual({
      type: publicLine(name).split(' ')[0],
      key: publicLine(name),
      fingerprint: expect.stringMatching(/^SHA256:[A-Za-z0-9+/]{43}$/),
    });
  });

  it('has the fingerprint that ssh-keygen -l shows', () => {
    expect(readPublicKey(fixture('ed25519.pub')).fingerprint).toBe(
      'SHA256:iKL7G2ZQ+hDI3UcMVRko1eeZ2vOK3qWHOWTymxkY9s0',
    );
  });

  it('may be of a security key', () => {
    const blob = securityKey('ed25519').blob.toString('base64');
    expect(readPublicKey(`sk-ssh-ed25519@openssh.com ${blob} me`).type).toBe('sk-ssh-ed25519@openssh.com');
  });

  it('may have white space around it', () => {
    expect(readPublicKey(`  ${key.replace(' ', ' \t')}  a comment\r\n\n`).key).toBe(key);
  });

  it.each([
    ['nothing', ' \n', 'empty'],
    ['two keys', `${key}\n${key}\n`, 'more than one line'],
    ['a comment line', `# mine\n${key}\n`, 'more than one line'],
    ['options', `command="x" ${key}`, 'without options'],
    ['a restriction', `restrict ${key}`, 'without options'],
    ['a type alone', 'ssh-ed25519', 'base64'],
    ['base64 without its padding', fixture('ecdsa256.pub').replace('= ', ' '), 'base64'],
    ['a short key', key.slice(0, -4), 'form'],
    ['another type', key.replace('ssh-ed25519', 'ssh-rsa'), 'another type'],
    [
      'bytes after the key',
      `ssh-ed25519 ${wireStrings('ssh-ed25519', Buffer.alloc(32), 'x').toString('base64')}`,
      'form',
    ],
    ['DSA', fixture('dsa.pub'), 'DSA'],
    ['a short RSA key', fixture('weak.pub'), '2048'],
    ['a certificate', fixture('ed25519-cert.pub'), 'certificate'],
    ['an unknown type', `ssh-new ${wireStrings('ssh-new', 'x').toString('base64')}`, 'does not know'],
    ['very much', `${key} ${'x'.repeat(20_000)}`, 'too long'],
    ['a key in PEM', '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2Vw\n-----END PUBLIC KEY-----\n', 'line'],
  ])('is refused with %s', (_, text, reason) => {
    const error = refusal(text);
    expect(error).toMatchObject({ code: 'input.invalid', message: expect.stringContaining(reason) });
    expect(error.remedy.length).toBeGreaterThan(0);
  });

  it.each(['ed25519', 'rsa.pkcs1', 'rsa-locked.pkcs8'])(
    'is refused without a word of it when it is private: %s',
    (name) => {
      const text = fixture(name);
      const error = refusal(text);
      expect(error).toMatchObject({ code: 'input.invalid', message: expect.stringContaining('This is a private key') });
      const shown = [error.message, ...error.remedy, JSON.stringify(error), error.stack].join('\n');
      for (const line of text.split('\n').filter((each) => each.length > 5)) expect(shown).not.toContain(line);
    },
  );
});
