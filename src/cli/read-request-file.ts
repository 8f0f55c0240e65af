import type { App } from '../app.ts';
import { isObject } from '../domain/json.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Context } from './context.ts';
import { readInputFile } from './read-input-file.ts';
import type { RequestFile } from './request-flags.ts';

/** Reads `-f`: a spec, or a whole record, of which the id, the author and the status are rgz's to give. */
export async function readRequestFile(context: Context, app: App, file: string): Promise<RequestFile> {
  const { name, value, place } = await readInputFile(context, app, file);
  if (!isObject(value))
    throw new RgzError('schema.invalid', `${name} holds no mapping`, {
      where: { file: name },
      remedy: ['give a spec with target, request and preChecks'],
    });
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
