import fc from 'fast-check';
import { expect, it } from 'vitest';
import { armour, withoutArmour } from '../../../src/adapters/ssh/armour.ts';
import { readPrivateKey } from '../../../src/adapters/ssh/private-key.ts';
import { parsePublicKey } from '../../../src/adapters/ssh/public-key.ts';
import { signatureVerifier } from '../../../src/adapters/ssh/verify.ts';
import { wireStrings, wireUint32 } from '../../../src/adapters/ssh/wire-writer.ts';
import { fixture, payload, pemKeys, usableKeys } from './fixtures.ts';

const verify = signatureVerifier();
const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((array) => Buffer.from(array));
const refusals = ['bad', 'malformed', 'unsupported'];

it('never throws on any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), bytes(50), (text, signed) => {
      expect(refusals).toContain(verify(text, signed).kind);
    }),
    { numRuns: 2_000 },
  );
});

it('never throws on any bytes in the armour', () => {
  fc.assert(
    fc.property(bytes(400), (inside) => {
      expect(refusals).toContain(verify(armour(inside), payload).kind);
      expect(refusals).toContain(verify(armour(Buffer.concat([Buffer.from('SSHSIG'), inside])), payload).kind);
    }),
    { numRuns: 2_000 },
  );
});

it('never throws on well framed nonsense', () => {
  const type = fc.constantFrom(
    'ssh-ed25519',
    'ssh-rsa',
    'ecdsa-sha2-nistp256',
    'ecdsa-sha2-nistp521',
    'sk-ssh-ed25519@openssh.com',
    'sk-ecdsa-sha2-nistp256@openssh.com',
    '__proto__',
    'constructor',
  );
  const field = fc.oneof(
    bytes(80),
    fc
      .constantFrom(32, 64, 65, 97, 133, 256, 257)
      .chain((n) => fc.uint8Array({ minLength: n, maxLength: n }).map((a) => Buffer.from(a))),
    fc.constantFrom('nistp256', 'nistp521', 'ssh:').map((name) => Buffer.from(name)),
  );
  fc.assert(
    fc.property(
      type,
      fc.array(field, { maxLength: 4 }),
      type,
      field,
      bytes(6),
      (key, fields, algorithm, value, tail) => {
        const blob = wireStrings(key, ...fields);
        const signature = Buffer.concat([wireStrings(algorithm, value), tail]);
        const text = armour(
          Buffer.concat([Buffer.from('SSHSIG'), wireUint32(1), wireStrings(blob, 'git', '', 'sha512', signature)]),
        );
        expect(refusals).toContain(verify(text, payload).kind);
      },
    ),
    { numRuns: 3_000 },
  );
});

it('never takes a damaged signature for a good one', () => {
  const originals = usableKeys.map((name) => withoutArmour(fixture(`${name}.sig`)) ?? Buffer.alloc(0));
  fc.assert(
    fc.property(fc.constantFrom(...originals), fc.nat(), fc.nat(60), bytes(60), (original, start, cut, put) => {
      const at = start % original.length;
      const changed = Buffer.concat([original.subarray(0, at), put, original.subarray(at + cut)]);
      fc.pre(!changed.equals(original));
      expect(refusals).toContain(verify(armour(changed), payload).kind);
    }),
    { numRuns: 3_000 },
  );
});

it('never throws on damaged key files, and never quotes them', () => {
  const files = [...usableKeys, ...pemKeys, 'ed25519-locked', 'dsa', ...usableKeys.map((name) => `${name}.pub`)].map(
    fixture,
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.nat(),
      fc.nat(9),
      fc.string({ maxLength: 9 }),
      (file, start, cut, put) => {
        const at = start % file.length;
        const text = file.slice(0, at) + put + file.slice(at + cut);
        expect(['usable', 'git-must-sign', 'refused']).toContain(readPrivateKey(text).kind);
        const line = parsePublicKey(text);
        if ('reason' in line) expect(line.reason).toMatch(/^[\w ,.'-]+$/);
      },
    ),
    { numRuns: 1_500 },
  );
});
