import type { SlackChannel } from '../../../generated/types/config.v1.ts';
import type { Channel } from '../../../ports/channel.ts';
import { type Http, openHttp } from '../../http/index.ts';
import { needSecret } from '../over-http/need-secret.ts';
import { deliverEach } from '../over-http/outcomes.ts';
import { tidyOf } from '../over-http/tidy.ts';
import { postByToken } from './post-by-token.ts';
import { postByWebhook } from './post-by-webhook.ts';
import { webhookAddress } from './webhook-address.ts';

export interface SlackOptions {
  name: string;
  settings: SlackChannel;
  /** What the environment variable holds that the settings name; undefined where it is not set. */
  secret: string | undefined;
  /** In place of the machine's own connections. */
  http?: Http;
  /** Milliseconds that one call may take; a message takes two at most. */
  timeout?: number;
}

/** Posts to one channel of Slack. */
export async function openSlackChannel(options: SlackOptions): Promise<Channel> {
  const { name, settings, http = openHttp(), timeout = 25_000 } = options;
  const variable = secretVariableOf(settings);
  const byToken = settings.webhookVariable === undefined;
  const what = byToken ? 'the token of a bot, which begins with xoxb-,' : 'the address of an incoming webhook';
  const secret = needSecret({ channel: name, variable, secret: options.secret, what });
  const common = { http, timeout, name, variable };
  const { channel = '', apiUrl = 'https://slack.com/api' } = settings;
  const place = { token: secret, channel, apiUrl };
  const post = byToken ? postByToken(common, place) : postByWebhook(common, webhookAddress(name, variable, secret));
  const tidy = tidyOf(byToken ? [secret] : partsOf(secret));
  return { deliver: deliverEach(post, tidy), close: () => http.close() };
}

/** The environment variable that holds the address of the webhook, or the token. */
export function secretVariableOf({ webhookVariable, tokenVariable }: SlackChannel): string {
  return webhookVariable ?? tokenVariable ?? 'RGZ_SLACK_TOKEN';
}

/** Of an address everything behind the host is secret, and its last part alone too. */
function partsOf(address: string): readonly string[] {
  const { pathname, search } = new URL(address);
  const path = pathname + search;
  return [address, path, path.slice(path.lastIndexOf('/') + 1)].filter((part) => part.length > 5);
}
