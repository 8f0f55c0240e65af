import { RgzError } from '../../../errors/rgz-error.ts';
import type { EmailChannel } from '../../../generated/types/config.v1.ts';

/** The server that mails are handed to, as the settings describe it. */
export interface Server {
  host: string;
  port: number;
  /** TLS from the first byte on. */
  secure: boolean;
  tls: 'required' | 'opportunistic' | 'never';
  login?: { username: string; password: string; variable: string };
}

/** The environment variable that holds the password. Undefined where the settings name nobody to log in as. */
export function secretVariableOf({ username, passwordVariable }: EmailChannel): string | undefined {
  return username === undefined ? undefined : (passwordVariable ?? 'RGZ_SMTP_PASSWORD');
}

/** Throws `config.invalid` where the settings cannot be used, e.g. without the password. */
export function serverOf(name: string, settings: EmailChannel, secret: string | undefined): Server {
  const { protocol, hostname, port } = addressOf(name, settings.url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const secure = protocol === 'smtps:';
  const here = /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/i.test(host);
  const { tls = here ? 'opportunistic' : 'required', username } = settings;
  if (secure && tls === 'never')
    throw unusable(name, 'smtps is TLS, and tls is never', 'set url to smtp, or take tls out');
  const server = { host, port: port === '' ? (secure ? 465 : 587) : Number(port), secure, tls };
  const variable = secretVariableOf(settings);
  if (username === undefined || variable === undefined) return server;
  if (tls === 'opportunistic' && !here && !secure)
    throw unusable(
      name,
      `a password would go to ${host} in clear wherever somebody takes its offer of TLS away`,
      'set tls to required, or to never where the network is trusted',
    );
  return { ...server, login: { username, password: passwordOf(name, variable, secret), variable } };
}

function addressOf(name: string, url: string): URL {
  try {
    const address = new URL(url);
    if (address.hostname !== '' && /^smtps?:$/.test(address.protocol)) return address;
  } catch {
    // Told below, in the same words.
  }
  throw unusable(name, `${url} is no address of a mail server`, 'set url to e.g. smtp://mail.example.com:587');
}

function passwordOf(name: string, variable: string, secret: string | undefined): string {
  if (secret === undefined || secret === '')
    throw unusable(
      name,
      `${variable} is not set`,
      `set ${variable} to the password for whoever sends: the controller, or rgz notify test`,
    );
  if (/[\u0000-\u001f\u007f]/.test(secret))
    throw unusable(
      name,
      `${variable} holds a line end or another sign that is no part of a password`,
      `set ${variable} to the password alone`,
    );
  return secret;
}

function unusable(name: string, message: string, remedy: string): RgzError {
  return new RgzError('config.invalid', `the channel ${name}: ${message}`, {
    where: { file: '.rgz/config.yaml', pointer: `/notifications/channels/${name}` },
    remedy: [remedy],
  });
}
