import { expect, it } from 'vitest';
import { armour, withoutArmour } from '../../../src/adapters/ssh/armour.ts';
import { signPayload } from '../../../src/adapters/ssh/sign.ts';
import { fixture, pairOf, payload } from './fixtures.ts';

it.each(['ed25519', 'rsa'])('%s signs byte for byte as OpenSSH does', (name) => {
  expect(signPayload(pairOf(name), payload)).toBe(fixture(`${name}.sig`));
});

it('puts the key of a PEM file in as OpenSSH does', () => {
  expect(signPayload(pairOf('rsa.pkcs8'), payload)).toBe(fixture('rsa.sig'));
});

it('leaves no empty line where the text fills its last line', () => {
  for (const length of [105, 210, 104, 106, 1]) {
    const bytes = Buffer.alloc(length, 1);
    expect(armour(bytes)).not.toContain('\n\n');
    expect(withoutArmour(armour(bytes))).toEqual(bytes);
  }
});
