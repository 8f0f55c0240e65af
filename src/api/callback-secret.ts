import { RgzError } from '../errors/rgz-error.ts';
import type { Deps } from '../operations/deps.ts';
import { lookAtRemote } from '../operations/look-at-remote.ts';
import type { Settings } from '../settings.ts';

/** What callers of the webhooks have to know, from the environment variable that the configuration names. */
export async function callbackSecret(
  { git, store }: Pick<Deps, 'git' | 'store'>,
  { env }: Pick<Settings, 'env'>,
): Promise<string> {
  await lookAtRemote(git);
  const { controller } = await (await store.view('write')).config();
  const variable = controller?.callbackSecretVariable;
  if (variable === undefined) {
    throw refusal('.rgz/config.yaml names no environment variable with the secret of the webhooks', [
      'add to .rgz/config.yaml: controller: {callbackSecretVariable: RGZ_CALLBACK_SECRET}',
    ]);
  }
  const secret = env[variable]?.trim() ?? '';
  if (secret !== '') return secret;
  throw refusal(`${variable}, which .rgz/config.yaml names for the secret of the webhooks, is not set or empty`, [
    `export ${variable}=$(openssl rand -hex 32)`,
  ]);
}

function refusal(message: string, remedy: readonly string[]): RgzError {
  return new RgzError('listen.no-secret', message, { remedy: [...remedy, 'run without --listen'] });
}
