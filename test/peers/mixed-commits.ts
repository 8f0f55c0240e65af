import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { signedCommit } from '../../src/adapters/git/commit-object.ts';
import type { KeyPair } from '../../src/adapters/ssh/key-pair.ts';
import { readPrivateKey } from '../../src/adapters/ssh/private-key.ts';
import { signPayload } from '../../src/adapters/ssh/sign.ts';
import { makeSshKey } from '../kit/ssh-keys.ts';
import { CommitPack } from './commit-pack.ts';

/** Somebody whose key the policy lists. */
export interface Signer {
  email: string;
  pair: KeyPair;
}

const types: readonly (readonly string[])[] = [
  ['-t', 'ed25519'],
  ['-t', 'rsa', '-b', '3072'],
  ['-t', 'ecdsa', '-b', '256'],
  ['-t', 'ecdsa', '-b', '384'],
  ['-t', 'ecdsa', '-b', '521'],
];

/** One key of every type for each address, made by OpenSSH: the pair, and the line for a policy. */
export function makeSigners(folder: string, emails: readonly string[]): (Signer & { line: string })[] {
  return emails.map((email, at) => {
    const file = join(folder, `key-${at}`);
    execFileSync('ssh-keygen', ['-q', '-N', '', '-C', email, '-f', file, ...(types[at % types.length] ?? [])]);
    const reading = readPrivateKey(readFileSync(file, 'utf8'));
    if (reading.kind !== 'usable') throw new Error(`the key of ${email} is ${reading.kind}`);
    const [type, key] = readFileSync(`${file}.pub`, 'utf8').split(' ');
    return { email, pair: reading.pair, line: `${type} ${key}` };
  });
}

type Sign = (payload: Buffer, signer: Signer, other: Signer) => Buffer;

const stranger = makeSshKey();
const seal = (payload: Buffer, armoured: string, header: 'gpgsig' | 'gpgsig-sha256' = 'gpgsig') =>
  signedCommit(payload, armoured, header);
const good: Sign = (payload, { pair }) => seal(payload, signPayload(pair, payload));
const rewritten =
  (rewrite: (text: string) => string): Sign =>
  (payload, signer, other) =>
    Buffer.from(rewrite(good(payload, signer, other).toString('latin1')), 'latin1');

/** What may have become of a signature on its way into a commit. */
export const fates: Readonly<Record<string, Sign>> = {
  good,
  'by the key of somebody else': (payload, _, other) => good(payload, other, other),
  unsigned: (payload) => payload,
  'by a key that nobody lists': (payload) => seal(payload, stranger.sign(payload)),
  'of another purpose': (payload) => seal(payload, stranger.sign(payload, 'file')),
  'of other bytes': (payload, { pair }) => seal(payload, signPayload(pair, Buffer.concat([payload, payload]))),
  'message altered': rewritten((text) => text.replace(/by hand/, 'by foot')),
  'author altered': rewritten((text) => text.replace(/^author [^<]*/m, 'author Somebody Else ')),
  stripped: rewritten((text) => text.replace(/^gpgsig (?:.*\n )*.*\n/m, '')),
  'torn in the middle': rewritten((text) =>
    text.replace(/^gpgsig (?:.*\n )*.*\n/m, (found) => found.slice(0, 150).replace(/\n? ?$/, '\n')),
  ),
  'a character changed': rewritten((text) =>
    text.replace(/[A-Za-z](?=[A-Za-z0-9+/=]*\n -----END)/, (found) => (found === 'A' ? 'B' : 'A')),
  ),
  'under the name of the other object format': rewritten((text) => text.replace(/^gpgsig /m, 'gpgsig-sha256 ')),
  'beside one for the other object format': (payload, { pair }) =>
    seal(seal(payload, signPayload(pair, payload)), stranger.sign('else'), 'gpgsig-sha256'),
  'twice, a bad one first': (payload, { pair }) =>
    seal(seal(payload, stranger.sign('else')), signPayload(pair, payload)),
  'before the committer': rewritten((text) => {
    const found = /^gpgsig (?:.*\n )*.*\n/m.exec(text)?.[0] ?? '';
    return text.replace(found, '').replace(/^committer /m, `${found}committer `);
  }),
  'inside a merged tag': (payload, { pair }) => {
    const folded = signPayload(pair, payload).trimEnd().replaceAll('\n', '\n  ');
    return Buffer.from(
      payload.toString('latin1').replace(/^(committer .*\n)/m, `$1mergetag object x\n gpgsig ${folded}\n`),
      'latin1',
    );
  },
  'in the message': (payload, { pair }) =>
    Buffer.from(`${payload}\ngpgsig ${signPayload(pair, payload).trimEnd().replaceAll('\n', '\n ')}\n`),
};

/**
 * So many commits on a parent, in turn with each fate and by each signer, as one pack. Trees alternate, so that every
 * commit changes something. Gives the fate of each, and the last commit.
 */
export function mixedCommits(
  count: number,
  { parent, trees, at, signers }: { parent: string; trees: readonly string[]; at: number; signers: readonly Signer[] },
): { pack: Buffer; head: string; fateOf: ReadonlyMap<string, string> } {
  const pack = new CommitPack();
  const fateOf = new Map<string, string>();
  const names = Object.keys(fates);
  let head = parent;
  for (let index = 0; index < count; index += 1) {
    // Half of them are good, as in a real repository.
    const name = index % 2 === 0 ? 'good' : (names[(index >> 1) % names.length] ?? 'good');
    const [signer, other] = [signers[index % signers.length], signers[(index + 1) % signers.length]];
    if (signer === undefined || other === undefined) throw new Error('nobody signs');
    const person = `X <${signer.email}> ${at + index} +0000`;
    const payload = `tree ${trees[index % trees.length]}\nparent ${head}\nauthor ${person}\ncommitter ${person}\n\nby hand ${index}\n`;
    head = pack.add(fates[name]?.(Buffer.from(payload), signer, other) ?? Buffer.from(payload));
    fateOf.set(head, name);
  }
  return { pack: pack.bytes(), head, fateOf };
}
