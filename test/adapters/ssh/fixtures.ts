import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { KeyPair } from '../../../src/adapters/ssh/key-pair.ts';
import { readPrivateKey } from '../../../src/adapters/ssh/private-key.ts';

export const folder = fileURLToPath(new URL('./fixtures/', import.meta.url));

/** The text of a file made by fixtures/make.sh. */
export function fixture(name: string): string {
  return readFileSync(`${folder}${name}`, 'utf8');
}

export const payload: Buffer = readFileSync(`${folder}payload.txt`);

/** `type base64` of a fixture's public key. */
export function publicLine(name: string): string {
  return fixture(`${name}.pub`).split(' ').slice(0, 2).join(' ');
}

/** The key pair of a fixture that can be used in-process. */
export function pairOf(name: string): KeyPair {
  const reading = readPrivateKey(fixture(name));
  if (reading.kind !== 'usable') throw new Error(`${name} is ${reading.kind}`);
  return reading.pair;
}

export const usableKeys = ['ed25519', 'rsa', 'ecdsa256', 'ecdsa384', 'ecdsa521'] as const;
export const pemKeys = ['rsa.pkcs1', 'rsa.pkcs8', 'ecdsa384.sec1'] as const;
