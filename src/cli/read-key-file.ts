import { readFile } from 'node:fs/promises';
import { RgzError } from '../errors/rgz-error.ts';
import type { ReadPublicKey } from '../ports/signing.ts';
import type { Context } from './context.ts';

/** The public key in a file that was named with --key. Whatever is wrong with it is told with the file's name. */
export async function readKeyFile(context: Context, read: ReadPublicKey, file: string): Promise<string> {
  const text = await textOf(context, file);
  try {
    return read(text).key;
  } catch (error) {
    if (!(error instanceof RgzError)) throw error;
    const { code, message, remedy } = error;
    throw new RgzError(code, message, { remedy, where: { file }, cause: error });
  }
}

async function textOf(context: Context, file: string): Promise<string> {
  try {
    return await readFile(context.pathOf(file), 'utf8');
  } catch (error) {
    throw new RgzError('usage.invalid', `--key: ${file} cannot be read`, {
      remedy: ['give a public key file such as ~/.ssh/id_ed25519.pub'],
      cause: error,
    });
  }
}
