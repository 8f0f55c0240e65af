import type { Command } from 'commander';
import { notifyStatus } from '../../operations/notify-status.ts';
import type { Context } from '../context.ts';
import { channelTable } from '../render/channels.ts';

export function define(_command: Command): void {}

export async function run(context: Context): Promise<number> {
  const app = await context.app();
  const channels = await notifyStatus(app);
  if (context.json) context.printJson(channels);
  else if (channels.length === 0)
    context.note(
      'no channels: add one under notifications.channels in .rgz/config.yaml; until then a controller tells its console',
    );
  else {
    context.print(channelTable(channels, context, app.clock.now()));
    for (const { fault } of channels) if (fault !== null) context.note([fault.message, ...fault.remedy].join('\n  '));
  }
  return 0;
}
