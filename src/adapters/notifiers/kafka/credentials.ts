import { RgzError } from '../../../errors/rgz-error.ts';
import type { KafkaChannel } from '../../../generated/types/config.v1.ts';

/** The environment variable that holds the password; undefined where the channel needs none. */
export function secretVariableOf({ sasl }: KafkaChannel): string | undefined {
  return sasl === undefined ? undefined : (sasl.passwordVariable ?? 'RGZ_KAFKA_PASSWORD');
}

export function passwordOf(name: string, settings: KafkaChannel, secret: string | undefined): string | undefined {
  const variable = secretVariableOf(settings);
  if (variable === undefined) return undefined;
  if (secret === undefined || secret === '')
    throw new RgzError('config.invalid', `channel ${name}: ${variable} is not set`, {
      remedy: [
        `set ${variable} to the password of ${settings.sasl?.username} for whoever sends: the controller, or rgz notify test`,
      ],
    });
  if (/[\u0000-\u001f\u007f]/.test(secret))
    throw new RgzError('config.invalid', `channel ${name}: ${variable} holds a line end or another control character`, {
      remedy: [`set ${variable} to the password alone`],
    });
  return secret;
}
