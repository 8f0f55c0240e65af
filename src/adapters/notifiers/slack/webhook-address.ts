import { RgzError } from '../../../errors/rgz-error.ts';

/** Throws `config.invalid` where what should be an address is none; never says what it is instead. */
export function webhookAddress(channel: string, variable: string, secret: string): string {
  const url = URL.canParse(secret) ? new URL(secret) : undefined;
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return secret;
  throw new RgzError('config.invalid', `the channel ${channel} cannot be used: ${variable} holds no address`, {
    remedy: [`set ${variable} to the whole address of the webhook: https://hooks.slack.com/services/…`],
  });
}
