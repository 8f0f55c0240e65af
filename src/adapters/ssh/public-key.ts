import { RgzError } from '../../errors/rgz-error.ts';
import { fromBase64 } from './base64.ts';
import { readKeyBlob } from './key-blob.ts';
import { isPrivateKey } from './private-key.ts';

/** A public key as the policy lists it. */
export interface PublicKeyLine {
  type: string;
  /** `type base64`, without a comment. */
  key: string;
  fingerprint: string;
}

/** Reads the text of a public key file. Throws `input.invalid` when it holds anything else, without quoting it. */
export function readPublicKey(text: string): PublicKeyLine {
  if (isPrivateKey(text)) {
    throw new RgzError(
      'input.invalid',
      'This is a private key. Nothing of it was kept; only the public half is listed.',
      {
        remedy: ['give the file that ends in .pub', 'ssh-keygen -y -f <private-key-file> > <name>.pub'],
      },
    );
  }
  const line = parsePublicKey(text);
  if ('reason' in line) {
    throw new RgzError('input.invalid', `This is not a public key that rgz accepts: ${line.reason}.`, {
      remedy: ['give a file like ~/.ssh/id_ed25519.pub', 'ssh-keygen -t ed25519 makes a key, if there is none'],
    });
  }
  return line;
}

/** Reads one public key line; the reason, in words that do not quote the text, when it is none. */
export function parsePublicKey(text: string): PublicKeyLine | { reason: string } {
  if (text.length > 16_384) return { reason: 'the text is too long' };
  const line = text.trim();
  if (line === '') return { reason: 'the text is empty' };
  if (/[\r\n]/.test(line)) return { reason: 'there is more than one line' };
  const [type = '', base64] = line.split(/[ \t]+/);
  if (!keyType.test(type))
    return { reason: 'the line must start with a key type such as ssh-ed25519, without options' };
  const blob = base64 === undefined ? undefined : fromBase64(base64);
  if (blob === undefined) return { reason: 'the part after the key type is not base64' };
  const key = readKeyBlob(blob);
  if ('kind' in key) return { reason: key.reason };
  if (key.type !== type) return { reason: 'the key is of another type than the line says' };
  return { type, key: key.line, fingerprint: key.fingerprint };
}

const keyType = /^(ssh-|ecdsa-sha2-|sk-ssh-|sk-ecdsa-sha2-)[a-z0-9@.-]+$/;
