import { readFile } from 'node:fs/promises';
import type { App } from '../app.ts';
import type { Json } from '../domain/json.ts';
import { RgzError, type Where } from '../errors/rgz-error.ts';
import type { Context } from './context.ts';

/** What `-f` names: YAML or JSON, and where in it a value stands. */
export interface InputFile {
  name: string;
  value: Json;
  place(pointer: string): Promise<Where>;
}

/** Reads a file, or standard input for `-`. */
export async function readInputFile(context: Context, app: App, file: string): Promise<InputFile> {
  const name = file === '-' ? 'standard input' : file;
  const bytes = await bytesOf(context, file);
  const value = await app.store.read(bytes, name);
  return {
    name,
    value,
    place: async (pointer) => ({ file: name, ...(await app.store.place(bytes, pointer)), pointer }),
  };
}

/** Tells what is wrong with a value of the file with its place there. */
export async function placed<T>(file: InputFile | undefined, doing: Promise<T>): Promise<T> {
  try {
    return await doing;
  } catch (error) {
    if (file === undefined || !(error instanceof RgzError) || error.code !== 'input.invalid') throw error;
    const { code, message, remedy } = error;
    const pointer = error.where?.pointer ?? error.explanations[0]?.pointer;
    if (pointer === undefined) throw error;
    const explanations = await Promise.all(
      error.explanations.map(async (each) =>
        each.pointer === undefined ? each : { ...each, where: await file.place(each.pointer) },
      ),
    );
    throw new RgzError(code, message, { remedy, explanations, where: await file.place(pointer), cause: error });
  }
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
