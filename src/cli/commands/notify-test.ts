import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { journalLine } from '../render/journal-line.ts';

interface Options {
  to?: string;
}

export function define(command: Command): void {
  command
    .argument('<channel>', 'a channel of the configuration')
    .option('--to <address>', 'whom: an e-mail address or a number, where the channel reaches people one by one');
}

export async function run(context: Context, [channel = '']: string[], { to }: Options): Promise<number> {
  const app = await context.app();
  const [{ forController, defaultName }, { tryChannel }] = await Promise.all([
    import('../../controller-app.ts'),
    import('../../controller/outbox/try-channel.ts'),
  ]);
  const deps = await forController(app, {
    name: defaultName(),
    write: (line) => context.host.stderr.write(line),
    format: (entry) => journalLine(entry, context),
    watchRefs: false,
    settings: context.settings,
    version: context.build,
  });
  try {
    const sent = await tryChannel(deps, channel, to);
    if (context.json) context.printJson({ channel, ...sent });
    else context.print(`${channel} took a test message${sent.to === channel ? '' : ` for ${sent.to}`}`);
    return 0;
  } finally {
    await deps.waker.close();
  }
}
