import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import type { Login } from './answers/answer.ts';

export interface Accounts {
  users: ReadonlyMap<string, string>;
  /** Takes the log-in of clients that mix up the nonces of SCRAM, as Kafka did before 3.7.2. */
  anyNonce: boolean;
}

const wrong = { refused: 'Authentication failed: Invalid username or password' };

export function plain({ users }: Accounts): Login {
  return (said) => {
    const [, user = '', password] = said.toString().split('\0');
    return users.has(user) && users.get(user) === password ? { answer: Buffer.alloc(0), user } : wrong;
  };
}

/** The server's side of SCRAM (RFC 5802), without channel binding. */
export function scram(hash: string, length: number): (accounts: Accounts) => Login {
  return ({ users, anyNonce }) => {
    let talk: { user: string; first: string; server: string } | undefined;
    const salt = randomBytes(16);
    return (said) => {
      const text = said.toString();
      if (talk === undefined) {
        const first = text.replace(/^n,[^,]*,/, '');
        const server = `r=${partOf(first, 'r')}${randomBytes(12).toString('hex')},s=${salt.toString('base64')},i=4096`;
        talk = { user: partOf(first, 'n').replaceAll('=2C', ',').replaceAll('=3D', '='), first, server };
        return { answer: Buffer.from(server) };
      }
      const { user, first, server } = talk;
      const password = users.get(user);
      if (password === undefined || (!anyNonce && partOf(text, 'r') !== partOf(server, 'r'))) return wrong;
      const salted = pbkdf2Sync(password, salt, 4096, length, hash);
      const mac = (key: Buffer, what: string): Buffer => createHmac(hash, key).update(what).digest();
      const all = `${first},${server},${text.replace(/,p=.*$/, '')}`;
      const key = mac(salted, 'Client Key');
      const signature = mac(createHash(hash).update(key).digest(), all);
      const proof = Buffer.from(key.map((byte, index) => byte ^ (signature[index] ?? 0))).toString('base64');
      if (partOf(text, 'p') !== proof) return wrong;
      return { answer: Buffer.from(`v=${mac(mac(salted, 'Server Key'), all).toString('base64')}`), user };
    };
  };
}

function partOf(text: string, name: string): string {
  const part = text.split(',').find((each) => each.startsWith(`${name}=`));
  return part?.slice(2) ?? '';
}
