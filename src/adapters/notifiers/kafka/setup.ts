import { isIP } from 'node:net';
import { RgzError } from '../../../errors/rgz-error.ts';
import type { KafkaChannel } from '../../../generated/types/config.v1.ts';

/** Milliseconds. */
export interface Limits {
  /** For a connection, with TLS and log-in. */
  connect: number;
  /** For the replicas to have what is sent. */
  store: number;
  /** For any answer. */
  answer: number;
  /** For one batch, with all that has to be asked before, and every try. */
  send: number;
  /** Between tries. */
  pause: number;
  close: number;
}

export const usualLimits: Limits = {
  connect: 5_000,
  store: 10_000,
  answer: 15_000,
  send: 30_000,
  pause: 200,
  close: 1_000,
};

export interface Setup {
  name: string;
  settings: KafkaChannel;
  password: string | undefined;
  limits: Limits;
  authorities: string | undefined;
}

export interface Broker {
  host: string;
  port: number;
}

/** The brokers that the settings name; an IPv6 address stands in brackets there. */
export function brokersOf({ name, settings }: Pick<Setup, 'name' | 'settings'>): Broker[] {
  return settings.brokers.map((text) => {
    const colon = text.lastIndexOf(':');
    const host = text.slice(0, colon).replace(/^\[|\]$/g, '');
    const port = Number(text.slice(colon + 1));
    if (host !== '' && port >= 1 && port <= 65_535) return { host, port };
    throw new RgzError('config.invalid', `channel ${name}: "${text}" is no address of a broker`, {
      remedy: ['write brokers of the channel as host:port in .rgz/config.yaml'],
    });
  });
}

/** How the client gets to the brokers. */
export function accessOf({ settings, password, authorities }: Setup, brokers: readonly Broker[]) {
  const { tls = false, sasl } = settings;
  const trust = authorities === undefined ? {} : { ca: authorities };
  return {
    // A name goes along so that a proxy can tell brokers apart; an address may not.
    ...(tls ? { tls: trust, tlsServerName: brokers.every(({ host }) => isIP(host) === 0) } : {}),
    ...(sasl === undefined || password === undefined
      ? {}
      : { sasl: { mechanism: sasl.mechanism, username: sasl.username, password } }),
  };
}
