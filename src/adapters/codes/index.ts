import { randomBytes } from 'node:crypto';
import { RgzError } from '../../errors/rgz-error.ts';
import type { Codes, OpenCodes } from '../../ports/codes.ts';
import { codeOf, hashOf, isCode } from './code-of.ts';
import { ownKey } from './own-key.ts';

export { isCode };

const leastKey = 32;

/** Where keys come from: the environment, and for who has none there the folder of the clone that nobody else sees. */
export interface Keys {
  env: Readonly<Record<string, string | undefined>>;
  folder: string;
}

export function openCodesWith({ env, folder }: Keys): OpenCodes {
  return async (keyVariable) => {
    const key = keyVariable === undefined ? ownKey(folder) : keyFrom(keyVariable, env[keyVariable]);
    return codesBy(key);
  };
}

function codesBy(key: string): Codes {
  return {
    issue(record, user) {
      const nonce = randomBytes(16).toString('base64url');
      return { hash: hashOf({ record, user }, codeOf(key, { record, user, nonce })), nonce };
    },
    reveal(sealed) {
      const code = codeOf(key, sealed);
      return isCode(sealed, code) ? code : undefined;
    },
  };
}

/** A variable that is named counts, and no other key in its place: two controllers would make two codes. */
function keyFrom(variable: string, value: string | undefined): string {
  const key = value?.trim() ?? '';
  const problem =
    key === '' ? 'is not set' : key.length < leastKey ? `holds less than ${leastKey} characters` : undefined;
  if (problem === undefined) return key;
  throw new RgzError('config.invalid', `no invitation can be written: ${variable} ${problem}`, {
    where: { file: '.rgz/config.yaml', pointer: '/onboarding/invitations/keyVariable' },
    remedy: [`set ${variable} to the same key for every controller, such as openssl rand -hex 32 makes`],
  });
}
