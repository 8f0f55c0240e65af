import { RgzError } from '../../errors/rgz-error.ts';
import type { LoadedSigner, LoadSigner } from '../../ports/signatures.ts';
import { expandPath, type Places } from './expand-path.ts';
import { readKeyFile } from './key-file.ts';
import type { KeyPair } from './key-pair.ts';
import { isPrivateKey, readPrivateKey } from './private-key.ts';
import { parsePublicKey } from './public-key.ts';
import { signPayload } from './sign.ts';

/** Makes the loader of the key that Git's configuration names. It throws `identity.no-signing-key`. */
export function signerLoader(places: Places): LoadSigner {
  return async ({ signing: { format, key } }) => {
    if (format !== 'ssh') throw noSigningKey('Git is not set to sign with SSH keys (gpg.format).');
    if (key === undefined) return byGit(undefined, undefined);
    const literal = literalKey(key);
    if (literal !== undefined) return byGit(key, accepted(literal, 'user.signingkey'));
    const path = await expandPath(key, places);
    return path === undefined ? byGit(key, undefined) : fromFile(key, path);
  };
}

/** A key that stands in the configuration itself, and so is held by an agent; the same test as Git's. */
function literalKey(value: string): string | undefined {
  if (value.startsWith('key::')) return value.slice('key::'.length);
  return value.startsWith('ssh-') ? value : undefined;
}

async function fromFile(key: string, path: string): Promise<LoadedSigner> {
  const file = await readKeyFile(path);
  if (file.kind === 'missing') throw keyIsGone(path);
  if (file.kind === 'folder') throw noSigningKey(`Git names a folder as the signing key: ${path}`);
  if (file.kind === 'closed') return byGit(key, await publicKeyIn(`${path}.pub`));
  return isPrivateKey(file.text) ? fromPrivateKey(key, path, file.text) : fromPublicKey(key, path, file.text);
}

async function fromPrivateKey(key: string, path: string, text: string): Promise<LoadedSigner> {
  const reading = readPrivateKey(text);
  if (reading.kind === 'usable') return inProcess(reading.pair);
  if (reading.kind === 'refused') throw noSigningKey(`The signing key ${path} cannot be used: ${reading.reason}.`);
  return byGit(key, reading.publicKey ?? (await publicKeyIn(`${path}.pub`)));
}

/** The private half lies beside the public one, or an agent has it. */
async function fromPublicKey(key: string, path: string, text: string): Promise<LoadedSigner> {
  const publicKey = accepted(text, path);
  const beside = path.endsWith('.pub') ? await readKeyFile(path.slice(0, -'.pub'.length)) : undefined;
  const reading = beside?.kind === 'text' ? readPrivateKey(beside.text) : undefined;
  const fits = reading?.kind === 'usable' && reading.pair.public.line === publicKey;
  return fits ? inProcess(reading.pair) : byGit(key, publicKey);
}

async function publicKeyIn(path: string): Promise<string | undefined> {
  const file = await readKeyFile(path);
  const line = file.kind === 'text' ? parsePublicKey(file.text) : undefined;
  return line !== undefined && 'key' in line ? line.key : undefined;
}

function accepted(text: string, origin: string): string {
  const line = parsePublicKey(text);
  if ('key' in line) return line.key;
  throw noSigningKey(`The signing key ${origin} cannot be used: ${line.reason}.`);
}

function inProcess(pair: KeyPair): LoadedSigner {
  return { signer: { kind: 'in-process', sign: (payload) => signPayload(pair, payload) }, publicKey: pair.public.line };
}

function byGit(key: string | undefined, publicKey: string | undefined): LoadedSigner {
  return { signer: { kind: 'git', key }, publicKey };
}

function keyIsGone(path: string): RgzError {
  const half = path.endsWith('.pub') ? path.slice(0, -'.pub'.length) : path;
  return new RgzError('identity.no-signing-key', `Git names a signing key that is not there: ${path}`, {
    remedy: [
      `ssh-keygen -t ed25519 -f ${half}   # then an admin lists it: rgz policy grant <email> --key ${half}.pub`,
      'git config user.signingkey <a key that is there>',
    ],
  });
}

function noSigningKey(message: string): RgzError {
  return new RgzError('identity.no-signing-key', message, {
    remedy: ['git config gpg.format ssh', 'git config user.signingkey ~/.ssh/id_ed25519.pub'],
  });
}
