import type { AwxDeployer } from '../../../generated/types/config.v1.ts';
import type { Flaw } from './preflight.ts';

export interface Credentials {
  authorization: string;
  secret: string;
}

/**
 * The header that goes along with every call, or why there is none. AWX never asks for basic credentials, so they are
 * sent unasked too.
 */
export function credentialsOf(settings: AwxDeployer, secret: string | undefined): Credentials | Flaw {
  const { auth = 'bearer', username } = settings;
  const variable = secretVariableOf(settings);
  if (secret === undefined || secret === '') {
    const what = auth === 'basic' ? 'the password' : 'a token of AWX';
    return { reason: `${variable} is not set`, remedy: `start the controller with ${what} in ${variable}` };
  }
  const strange = auth === 'bearer' ? /[^\u0021-\u007e]/ : /[\u0000-\u001f\u007f]/;
  if (strange.test(secret)) {
    const reason = `${variable} holds a line end, a blank or another sign that is not part of the secret`;
    return { reason, remedy: `set ${variable} to the secret alone` };
  }
  if (auth === 'bearer') return { secret, authorization: `Bearer ${secret}` };
  if (username === undefined || username.includes(':')) {
    const reason = 'auth is basic, and there is no username without a colon';
    return { reason, remedy: 'set username of the deployer in .rgz/config.yaml' };
  }
  return { secret, authorization: `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}` };
}

/** The environment variable that holds the token or the password. */
export function secretVariableOf({ secretVariable = 'RGZ_AWX_TOKEN' }: AwxDeployer): string {
  return secretVariable;
}
