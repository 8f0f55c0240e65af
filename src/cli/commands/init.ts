import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { RgzError } from '../../errors/rgz-error.ts';
import { initRepository } from '../../operations/init-repository.ts';
import type { Context } from '../context.ts';

interface Options {
  admin?: string;
  name?: string;
  key?: string;
  identity?: 'signed' | 'author';
  tenant: string[];
  remote?: string;
}

export function define(command: Command): void {
  command
    .argument('[dir]', 'the folder (default: this one)')
    .option('--admin <email>', 'who may change the policy')
    .option('--name <text>', "the admin's name")
    .option('--key <file>', "the admin's SSH public key")
    .addOption(
      new Option('--identity <mode>', 'signed: commits prove who acts; author: names are claims').choices([
        'signed',
        'author',
      ]),
    )
    .option(
      '--tenant <id>',
      'a tenant to begin with; may be repeated',
      (text, before: string[]) => [...before, text],
      [],
    )
    .option('--remote <url>', 'where the records are published');
}

export function needs({ admin }: Options): string[] {
  return admin === undefined ? ['--admin <email>'] : [];
}

export async function run(context: Context, [dir]: string[], options: Options): Promise<number> {
  const { admin = '', name, identity, tenant: tenants, remote } = options;
  if (!/^[^\s<>@"]+@[^\s<>@"]+$/.test(admin))
    throw new RgzError('usage.invalid', `--admin "${admin}" is not an e-mail address`, {
      remedy: ['--admin you@example.com'],
    });
  const folder = resolve(context.host.cwd(), context.folder, dir ?? '.');
  const text = options.key === undefined ? undefined : await keyText(context, options.key);
  const { openForInit } = await import('../../init-app.ts');
  const { host, settings, version, interactive } = context;
  const app = await openForInit({ start: folder, from: host.cwd(), settings, version, interactive }, remote);
  try {
    const key = text === undefined ? undefined : app.readPublicKey(text).key;
    const made = await initRepository(app, {
      admin,
      tenants,
      ...(name === undefined ? {} : { name }),
      ...(key === undefined ? {} : { key }),
      ...(identity === undefined ? {} : { identity }),
    });
    if (context.json)
      context.printJson({ folder, created: made.created, identity: made.identity, commit: made.commit ?? null });
    else
      context.print(
        made.created
          ? `records repository made in ${folder}`
          : `${folder} is a records repository already; nothing changed`,
      );
    if (made.created && made.identity === 'author')
      context.note(
        'identity: author. Who acts is a claim, not a proof; rgz init --identity signed --key <file> makes it one.',
      );
    if (made.created) context.note(`next: rgz policy grant <email> --role devops, rgz request create`);
    context.noteCheckout(made.checkout);
    return 0;
  } finally {
    await app.git.close();
  }
}

async function keyText(context: Context, file: string): Promise<string> {
  try {
    return await readFile(resolve(context.host.cwd(), file), 'utf8');
  } catch (error) {
    throw new RgzError('usage.invalid', `--key: ${file} cannot be read`, {
      remedy: ['give a public key file such as ~/.ssh/id_ed25519.pub'],
      cause: error,
    });
  }
}
