import type { SmsChannel } from '../../../generated/types/config.v1.ts';
import type { Outcome } from '../../../ports/channel.ts';
import type { Answered, HttpCall } from '../../http/call.ts';
import type { Peer } from '../over-http/reached.ts';

export interface ProviderOptions {
  /** The name of the channel. */
  name: string;
  settings: SmsChannel;
  secret: string | undefined;
  variable: string;
}

/** One text to one number. */
export interface Sms {
  id: string;
  to: string;
  text: string;
}

/** A company, or a gateway, that takes short messages over HTTP. */
export interface Provider {
  peer: Peer;
  secrets: readonly string[];
  call(sms: Sms): Pick<HttpCall, 'method' | 'url' | 'headers' | 'body'>;
  /** What an answer means; none that says that nothing gets through, such as 429 or 503. */
  outcomeOf(answer: Answered): Outcome;
}
