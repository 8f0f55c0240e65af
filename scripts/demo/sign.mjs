#!/usr/bin/env node
// What Git calls for `git commit -S` in the demo, so that it needs no ssh-keygen:
// sign.mjs -Y sign -n git -f <private key> <file>   writes <file>.sig
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const args = process.argv.slice(2);
const key = createPrivateKey(readFileSync(args[args.indexOf('-f') + 1]));
const file = args.at(-1);
const publicKey = Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x, 'base64url');

const field = (value) => {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};
const pair = (value) => Buffer.concat([field('ssh-ed25519'), field(value)]);
const magic = Buffer.from('SSHSIG');
const scope = Buffer.concat([field('git'), field(''), field('sha512')]);
const digest = createHash('sha512').update(readFileSync(file)).digest();
const signature = sign(null, Buffer.concat([magic, scope, field(digest)]), key);
const version = Buffer.from([0, 0, 0, 1]);
const blob = Buffer.concat([magic, version, field(pair(publicKey)), scope, field(pair(signature))]);
const lines = blob.toString('base64').match(/.{1,70}/g);
writeFileSync(`${file}.sig`, `-----BEGIN SSH SIGNATURE-----\n${lines.join('\n')}\n-----END SSH SIGNATURE-----\n`);
