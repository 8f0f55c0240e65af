import { readFile } from 'node:fs/promises';
import type { App } from '../app.ts';
import { isObject } from '../domain/json.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Context } from './context.ts';
import type { RequestFile } from './request-flags.ts';

/** Reads `-f`: a spec, or a whole record, of which the id, the author and the status are rgz's to give. */
export async function readRequestFile(context: Context, app: App, file: string): Promise<RequestFile> {
  const name = file === '-' ? 'standard input' : file;
  const bytes = await bytesOf(context, file);
  const value = await app.store.read(bytes, name);
  if (!isObject(value))
    throw new RgzError('schema.invalid', `${name} holds no mapping`, {
      where: { file: name },
      remedy: ['give a spec with target, request and preChecks'],
    });
  const place = async (pointer: string) => ({ file: name, ...(await app.store.place(bytes, pointer)), pointer });
  if (value.kind === undefined && value.spec === undefined)
    return { spec: value, place: (pointer) => place(pointer.replace(/^\/spec/, '')) };
  if (value.kind !== undefined && value.kind !== 'PromotionRequest') {
    throw new RgzError('schema.invalid', `${name} holds a ${JSON.stringify(value.kind)}, not a PromotionRequest`, {
      where: { file: name, pointer: '/kind' },
      remedy: ['give a spec with target, request and preChecks, or a whole PromotionRequest'],
    });
  }
  if (!isObject(value.spec))
    throw new RgzError('schema.invalid', `${name} has no spec`, {
      where: { file: name },
      remedy: ['give a spec with target, request and preChecks'],
    });
  const { tenant, labels } = isObject(value.metadata) ? value.metadata : {};
  return {
    spec: value.spec,
    place,
    ...(typeof tenant === 'string' ? { tenant } : {}),
    ...(isObject(labels) ? { labels } : {}),
  };
}

async function bytesOf(context: Context, file: string): Promise<Buffer> {
  if (file === '-') {
    const chunks: Buffer[] = [];
    for await (const chunk of context.host.stdin) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  }
  try {
    return await readFile(context.pathOf(file));
  } catch (error) {
    throw new RgzError('usage.invalid', `${file} cannot be read`, {
      remedy: ['give a file that exists, or - for standard input'],
      cause: error,
    });
  }
}
