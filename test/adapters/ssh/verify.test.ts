import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { armour, withoutArmour } from '../../../src/adapters/ssh/armour.ts';
import { signPayload } from '../../../src/adapters/ssh/sign.ts';
import { signatureVerifier } from '../../../src/adapters/ssh/verify.ts';
import { mpint, wireStrings } from '../../../src/adapters/ssh/wire-writer.ts';
import { fixture, pairOf, payload, publicLine, usableKeys } from './fixtures.ts';
import { forge, securityKey } from './forge.ts';

const verify = signatureVerifier();
const ed = pairOf('ed25519');
const rsa = pairOf('rsa');
const edParts = {
  blob: ed.public.blob,
  signature: (signed: Buffer) => wireStrings('ssh-ed25519', sign(null, signed, ed.secret)),
};

describe('signatures made by OpenSSH', () => {
  it.each(usableKeys)('%s holds, and names its key', (name) => {
    expect(verify(fixture(`${name}.sig`), payload)).toEqual({
      kind: 'good',
      publicKey: publicLine(name),
      fingerprint: expect.stringMatching(/^SHA256:[A-Za-z0-9+/]{43}$/),
    });
  });

  it('holds with sha256 as the hash', () => {
    expect(verify(fixture('ed25519-sha256.sig'), payload).kind).toBe('good');
  });

  it('holds without the last line end, and with lines of another length', () => {
    const text = fixture('ed25519.sig');
    expect(verify(text.slice(0, -1), payload).kind).toBe('good');
    const body = (withoutArmour(text) ?? Buffer.alloc(0)).toString('base64');
    const lines = body.match(/.{1,64}/g)?.join('\n');
    const narrow = `-----BEGIN SSH SIGNATURE-----\n${lines}\n-----END SSH SIGNATURE-----\n`;
    expect(verify(narrow, payload).kind).toBe('good');
  });

  it('is bad when made for something else than Git', () => {
    expect(verify(fixture('ed25519-file.sig'), payload)).toEqual({
      kind: 'bad',
      reason: 'the signature was made for something else than Git',
    });
  });

  it('is bad with a short RSA key', () => {
    expect(verify(fixture('weak.sig'), payload)).toEqual({
      kind: 'bad',
      reason: 'the RSA key has fewer than 2048 bits',
    });
  });

  it('is unsupported with a certificate', () => {
    expect(verify(fixture('ed25519-cert.sig'), payload)).toMatchObject({
      kind: 'unsupported',
      reason: expect.stringContaining('certificate'),
    });
  });
});

describe('signatures made in-process', () => {
  it.each(usableKeys)('%s holds', (name) => {
    const pair = pairOf(name);
    for (const bytes of [payload, Buffer.alloc(0), Buffer.alloc(100_000, 7)]) {
      const verdict = verify(signPayload(pair, bytes), bytes);
      expect(verdict).toMatchObject({ kind: 'good', publicKey: publicLine(name) });
    }
  });

  it.each(['ed25519', 'ecdsa'] as const)('%s in hardware holds when somebody touched it', (kind) => {
    expect(verify(forge(payload, securityKey(kind)), payload).kind).toBe('good');
    expect(verify(forge(payload, securityKey(kind, 5)), payload).kind).toBe('good');
    expect(verify(forge(payload, securityKey(kind, 0)), payload)).toEqual({
      kind: 'bad',
      reason: 'nobody touched the security key to sign',
    });
  });
});

describe('tampering', () => {
  it.each(usableKeys)('%s: another payload is bad', (name) => {
    const changed = Buffer.from(payload);
    changed[10] = (changed[10] ?? 0) ^ 1;
    expect(verify(fixture(`${name}.sig`), changed).kind).toBe('bad');
    expect(verify(fixture(`${name}.sig`), payload.subarray(1)).kind).toBe('bad');
  });

  it.each(usableKeys)('%s: no flipped bit is good', (name) => {
    const bytes = withoutArmour(fixture(`${name}.sig`)) ?? Buffer.alloc(0);
    expect(bytes.length).toBeGreaterThan(100);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      expect(verify(armour(changed), payload).kind, `byte ${at}`).not.toBe('good');
    }
  });

  it.each(usableKeys)('%s: no shortened or lengthened signature is good', (name) => {
    const bytes = withoutArmour(fixture(`${name}.sig`)) ?? Buffer.alloc(0);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(verify(armour(bytes.subarray(0, length)), payload).kind).toMatch(/malformed|bad|unsupported/);
    }
    expect(verify(armour(Buffer.concat([bytes, Buffer.of(0)])), payload).kind).toBe('malformed');
  });

  it("is bad when somebody else's key is put in", () => {
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x ?? '';
    const blob = wireStrings('ssh-ed25519', Buffer.from(other, 'base64url'));
    expect(verify(forge(payload, { ...edParts, blob }), payload).kind).toBe('bad');
  });
});

describe('what a valid key may not say', () => {
  it('is good as a control', () => {
    expect(verify(forge(payload, edParts), payload).kind).toBe('good');
  });

  it.each([
    ['another namespace', { namespace: 'file' }, 'bad'],
    ['a namespace that starts alike', { namespace: 'git\0' }, 'bad'],
    ['another version', { version: 2 }, 'unsupported'],
    ['something reserved', { reserved: 'x' }, 'malformed'],
    ['sha1', { hash: 'sha1' }, 'malformed'],
    ['sha384', { hash: 'sha384' }, 'malformed'],
    ['trailing bytes', { trailing: Buffer.of(0) }, 'malformed'],
  ] as const)('%s', (_, change, kind) => {
    expect(verify(forge(payload, { ...edParts, ...change }), payload).kind).toBe(kind);
  });

  it('an algorithm of another key', () => {
    const signature = (signed: Buffer) => wireStrings('rsa-sha2-512', sign(null, signed, ed.secret));
    expect(verify(forge(payload, { ...edParts, signature }), payload).kind).toBe('bad');
  });

  it('bytes after the signature, or a signature of another length', () => {
    const longer = (signed: Buffer) => Buffer.concat([edParts.signature(signed), Buffer.of(1)]);
    expect(verify(forge(payload, { ...edParts, signature: longer }), payload).kind).toBe('malformed');
    const short = (signed: Buffer) => wireStrings('ssh-ed25519', sign(null, signed, ed.secret).subarray(1));
    expect(verify(forge(payload, { ...edParts, signature: short }), payload).kind).toBe('malformed');
  });

  it('a plain key with the flags of a security key, and the other way round', () => {
    const flagged = (signed: Buffer) => Buffer.concat([edParts.signature(signed), Buffer.of(1, 0, 0, 0, 1)]);
    expect(verify(forge(payload, { ...edParts, signature: flagged }), payload).kind).toBe('malformed');
    const { blob } = securityKey('ed25519');
    expect(verify(forge(payload, { ...edParts, blob }), payload).kind).toBe('malformed');
  });
});

describe('RSA', () => {
  const blob = rsa.public.blob;
  const by = (algorithm: string, hash: string) => (signed: Buffer) =>
    wireStrings(algorithm, sign(hash, signed, rsa.secret));

  it.each([
    ['rsa-sha2-512', 'sha512', 'good'],
    ['rsa-sha2-256', 'sha256', 'good'],
    ['ssh-rsa', 'sha1', 'bad'],
    ['rsa-sha2-512', 'sha256', 'bad'],
    ['ssh-rsa', 'sha512', 'bad'],
  ])('%s over %s is %s', (algorithm, hash, kind) => {
    expect(verify(forge(payload, { blob, signature: by(algorithm, hash) }), payload).kind).toBe(kind);
  });

  it('accepts a signature whose leading zeroes were dropped, as OpenSSH does', () => {
    for (let attempt = 0; attempt < 5_000; attempt += 1) {
      const bytes = Buffer.from(`attempt ${attempt}`);
      let value = Buffer.alloc(1, 1);
      const signature = (signed: Buffer) => {
        value = sign('sha512', signed, rsa.secret);
        return wireStrings('rsa-sha2-512', value[0] === 0 ? value.subarray(1) : value);
      };
      const text = forge(bytes, { blob, signature });
      if (value[0] !== 0) continue;
      expect(verify(text, bytes).kind).toBe('good');
      return;
    }
    expect.unreachable('no signature started with a zero');
  });

  it('refuses numbers that are padded or make forging easy', () => {
    const { n = '' } = rsa.secret.export({ format: 'jwk' });
    const modulus = mpint(Buffer.from(n, 'base64url'));
    const signature = by('rsa-sha2-512', 'sha512');
    for (const exponent of [Buffer.of(1), Buffer.of(0, 3), Buffer.of(4), Buffer.alloc(0), Buffer.of(0x83)]) {
      const text = forge(payload, { blob: wireStrings('ssh-rsa', exponent, modulus), signature });
      expect(verify(text, payload).kind).toBe('malformed');
    }
  });
});

describe('ECDSA', () => {
  it('refuses points that are not on the curve, or compressed', () => {
    for (const point of [
      Buffer.concat([Buffer.of(4), Buffer.alloc(64, 1)]),
      Buffer.concat([Buffer.of(2), Buffer.alloc(32, 1)]),
    ]) {
      const blob = wireStrings('ecdsa-sha2-nistp256', 'nistp256', point);
      expect(verify(forge(payload, { ...edParts, blob }), payload)).toMatchObject({
        kind: 'malformed',
        reason: expect.stringContaining('public key'),
      });
    }
  });

  it('refuses a curve that is not the one of the type', () => {
    const blob = Buffer.from(pairOf('ecdsa256').public.blob);
    blob.write('nistp384', blob.lastIndexOf('nistp256'));
    expect(verify(forge(payload, { ...edParts, blob }), payload).kind).toBe('malformed');
  });

  it('refuses numbers of zero, and padded ones', () => {
    const pair = pairOf('ecdsa256');
    const numbers: [Buffer, Buffer][] = [
      [Buffer.alloc(0), Buffer.alloc(0)],
      [Buffer.of(0), Buffer.of(0)],
      [Buffer.of(0, 1), Buffer.of(1)],
      [Buffer.alloc(40, 1), Buffer.of(1)],
    ];
    for (const [r, s] of numbers) {
      const signature = () => wireStrings('ecdsa-sha2-nistp256', wireStrings(r, s));
      expect(verify(forge(payload, { blob: pair.public.blob, signature }), payload).kind).toBe('malformed');
    }
  });
});

describe('the armour', () => {
  const good = fixture('ed25519.sig');

  it.each([
    ['nothing', ''],
    ['a line before', `\n${good}`],
    ['text after', `${good}x`],
    ['two line ends after', `${good}\n`],
    ['another sign in it', good.replace('U1NI', 'U1N*')],
    ['a line end of Windows', good.replaceAll('\n', '\r\n')],
    ['no end', good.slice(0, good.indexOf('\n-----END'))],
    ['no content', '-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n'],
    ['other content', armour(Buffer.from('something else'))],
    ['too much content', armour(Buffer.alloc(20_000))],
  ])('is malformed with %s', (_, text) => {
    expect(verify(text, payload).kind).toBe('malformed');
  });

  it.each(['PGP SIGNATURE', 'PGP MESSAGE', 'SIGNED MESSAGE'])('of %s is unsupported', (name) => {
    expect(verify(`-----BEGIN ${name}-----\nabc\n-----END ${name}-----\n`, payload).kind).toBe('unsupported');
  });
});

it('forgets keys rather than filling the memory, and still verifies', () => {
  const own = signatureVerifier();
  for (let index = 0; index < 1_100; index += 1) {
    const blob = wireStrings(`type-${index}`);
    expect(own(forge(payload, { ...edParts, blob }), payload).kind).toBe('unsupported');
  }
  expect(own(fixture('ed25519.sig'), payload).kind).toBe('good');
});
