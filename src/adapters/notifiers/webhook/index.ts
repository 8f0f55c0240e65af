import type { WebhookChannel } from '../../../generated/types/config.v1.ts';
import type { Channel } from '../../../ports/channel.ts';
import { type Http, openHttp } from '../../http/index.ts';
import { needSecret } from '../over-http/need-secret.ts';
import { deliverEach } from '../over-http/outcomes.ts';
import { tidyOf } from '../over-http/tidy.ts';
import { tellEvent } from './tell-event.ts';
import { tellMessage } from './tell-message.ts';

export interface WebhookOptions {
  name: string;
  settings: WebhookChannel;
  /** What the environment variable holds that the settings name; undefined where it is not set. */
  secret: string | undefined;
  /** In place of the machine's own connections. */
  http?: Http;
  now?: () => Date;
  /** Milliseconds that one call may take, and after how many no further event of a message is begun. */
  timeouts?: { call: number; message: number };
}

const usualTimeouts = { call: 15_000, message: 40_000 };

/** Tells a program of every event, one signed CloudEvent a call. */
export async function openWebhookChannel(options: WebhookOptions): Promise<Channel> {
  const { name, settings, timeouts = usualTimeouts, now = () => new Date() } = options;
  const variable = secretVariableOf(settings);
  const what = 'a secret of its own, such as openssl rand -hex 32 makes,';
  const secret = needSecret({ channel: name, variable, secret: options.secret, what, least: 16 });
  const { http = openHttp() } = options;
  const { url, source = 'rgz' } = settings;
  const receiver = {
    peer: { name: `the webhook at ${new URL(url).host}`, address: `url of the channel ${name} in .rgz/config.yaml` },
    variable,
  };
  const tell = tellEvent({ http, url, source, secret, now, timeout: timeouts.call, receiver });
  const deliver = tellMessage(tell, timeouts.message);
  const tidy = tidyOf([secret, new URL(url).search.slice(1)]);
  return { deliver: deliverEach(deliver, tidy), close: () => http.close() };
}

/** The environment variable that holds the secret which signs. */
export function secretVariableOf({ secretVariable = 'RGZ_WEBHOOK_SECRET' }: WebhookChannel): string {
  return secretVariable;
}
