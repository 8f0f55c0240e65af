import type { SmsChannel } from '../../../generated/types/config.v1.ts';
import type { Channel } from '../../../ports/channel.ts';
import { type Http, openHttp } from '../../http/index.ts';
import { deliverEach } from '../over-http/outcomes.ts';
import { tidyOf } from '../over-http/tidy.ts';
import { africasTalking } from './africas-talking.ts';
import { generic } from './generic.ts';
import type { Provider, ProviderOptions } from './provider.ts';
import { send } from './send.ts';
import { twilio } from './twilio.ts';

export interface SmsOptions {
  name: string;
  settings: SmsChannel;
  /** What the environment variable holds that the settings name; undefined where it is not set. */
  secret: string | undefined;
  /** In place of the machine's own connections. */
  http?: Http;
  /** Milliseconds that one call may take. */
  timeout?: number;
}

const providers: Readonly<Record<SmsChannel['provider'], (options: ProviderOptions) => Provider>> = {
  'africas-talking': africasTalking,
  twilio,
  generic,
};

/** Sends short messages to telephones. */
export async function openSmsChannel(options: SmsOptions): Promise<Channel> {
  const { name, settings, secret, http = openHttp(), timeout = 30_000 } = options;
  const provider = providers[settings.provider]({ name, settings, secret, variable: secretVariableOf(settings) });
  const tidy = tidyOf(provider.secrets);
  const deliver = send(http, provider, timeout);
  return { deliver: deliverEach(deliver, tidy), close: () => http.close() };
}

/** The environment variable that holds the token or key. */
export function secretVariableOf({ secretVariable = 'RGZ_SMS_SECRET' }: SmsChannel): string {
  return secretVariable;
}
