import { type Command, Option } from 'commander';
import { RgzError } from '../../errors/rgz-error.ts';
import { initRepository } from '../../operations/init-repository.ts';
import type { Context } from '../context.ts';
import { readKeyFile } from '../read-key-file.ts';

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
  const from = context.pathOf('.');
  const folder = context.pathOf(dir ?? '.');
  const { openForInit, readPublicKey } = await import('../../init-app.ts');
  const { settings, build: version, interactive } = context;
  const key = options.key === undefined ? undefined : await readKeyFile(context, readPublicKey, options.key);
  const app = await openForInit({ start: folder, from, settings, version, interactive }, remote);
  try {
    const made = await initRepository(app, {
      admin,
      tenants,
      ...(name === undefined ? {} : { name }),
      ...(key === undefined ? {} : { key }),
      ...(identity === undefined ? {} : { identity }),
    });
    if (context.json)
      context.printJson({
        folder: app.folder,
        created: made.created,
        identity: made.identity,
        commit: made.commit ?? null,
      });
    else context.print(outcome(folder, app, made.created));
    if (app.notFollowed !== undefined)
      context.warn(`it has no remote, and was given none: git remote add origin ${app.notFollowed}`);
    if (made.created && !(await app.clonesCheckOut()))
      context.warn(
        `HEAD of the remote is not ${app.git.branch}, so a clone of it is empty: on the server, git symbolic-ref HEAD refs/heads/${app.git.branch}; or everybody types git clone --branch ${app.git.branch} <url>`,
      );
    if (made.created && made.identity === 'author')
      context.note(
        'identity: author. Who acts is a claim, not a proof. To have it proven, give everybody a key (rgz policy grant <email> --key <file>) and type rgz policy set identity signed.',
      );
    if (made.created) context.note(`next: rgz policy grant <email> --role devops, rgz request create`);
    context.noteCheckout(made.checkout);
    return 0;
  } catch (error) {
    await app.undo();
    throw remote === undefined ? error : withoutRepository(error, remote);
  } finally {
    await app.git.close();
  }
}

/** What init made is gone again, so no remedy can start from it. */
function withoutRepository(error: unknown, remote: string): unknown {
  if (!(error instanceof RgzError) || error.code !== 'git.unreachable') return error;
  const { code, message, explanations } = error;
  const remedy = [`git ls-remote ${remote}`, 'make an empty one where there is none: git init --bare -b main <folder>'];
  return new RgzError(code, message, { remedy, explanations, cause: error });
}

function outcome(
  asked: string,
  { folder, inside, isNew }: { folder: string; inside: boolean; isNew: boolean },
  created: boolean,
): string {
  if (created) return `records repository made in ${folder}`;
  if (isNew) return `${folder} has joined the records repository that is on the remote`;
  const where = inside ? `; ${asked} is inside it` : '';
  return `${folder} is a records repository already${where}; nothing changed`;
}
