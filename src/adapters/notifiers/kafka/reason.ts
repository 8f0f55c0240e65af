import { plainLine } from '../../../domain/plain-text.ts';
import { redact } from '../../../errors/redact.ts';
import { secretVariableOf } from './credentials.ts';
import { type ErrorPart, isCertificate, isLogin } from './error-parts.ts';
import type { Setup } from './setup.ts';

const longest = 500;

/** Why it did not work, and what to do about it. */
export function reasonOf(parts: readonly ErrorPart[], topic: string | undefined, setup: Setup): string {
  const { settings, password } = setup;
  const told = `Kafka at ${settings.brokers.slice(0, 3).join(', ')}: ${why(parts, topic, setup)}`;
  const hidden = password === undefined ? told : told.replaceAll(password, '[secret]');
  return plainLine(redact(hidden)).slice(0, longest);
}

function why(parts: readonly ErrorPart[], topic: string | undefined, setup: Setup): string {
  const ids = parts.flatMap(({ apiId }) => apiId ?? []);
  const advised = ids.find((id) => id in advice);
  if (advised !== undefined) return advice[advised]?.(nounOf(topic), setup) ?? advised;
  if (parts.some(isLogin)) return noLogin('', setup);
  const certificate = parts.find(isCertificate);
  if (certificate !== undefined)
    return `its certificate is not trusted here (${certificate.code}); name a file with its authority in NODE_EXTRA_CA_CERTS`;
  const missing = parts.flatMap(({ message }) => /^Unknown topic (\S+)\.$/.exec(message)?.[1] ?? [])[0];
  if (missing !== undefined) return noTopic(nounOf(missing));
  const known = parts.flatMap(({ code = '' }) => words[code] ?? [])[0];
  if (known !== undefined) return known;
  if (parts.some(({ message }) => /timed out/i.test(message))) return 'it does not answer in time';
  if (parts.some(({ message }) => /^TLS handshake failed|wrong version number/.test(message)))
    return 'it speaks no TLS there; name another port in brokers, or set tls to false';
  if (parts.some(({ message }) => /^Connection closed/.test(message)))
    return 'it closes the connection; if it stays so, see whether it wants tls or sasl';
  return [ids[0], parts.at(-1)?.message].filter((text) => text !== undefined).join(': ');
}

type Advice = (topic: string, setup: Setup) => string;

const noTopic = (topic: string): string => `there is no ${topic}; create it`;

const noLogin: Advice = (_, { settings }) =>
  `it does not let ${settings.sasl?.username ?? 'rgz'} in; put the right password in ${secretVariableOf(settings)}, and see that sasl.username and sasl.mechanism are right`;

const advice: Readonly<Record<string, Advice>> = {
  SASL_AUTHENTICATION_FAILED: noLogin,
  UNSUPPORTED_SASL_MECHANISM: (_, { settings }) =>
    `it takes no ${settings.sasl?.mechanism ?? 'log-in'}; set sasl.mechanism to one that it takes`,
  TOPIC_AUTHORIZATION_FAILED: (topic, { settings }) =>
    `${settings.sasl?.username ?? 'rgz'} may not write to ${topic}; grant it Describe and Write there`,
  CLUSTER_AUTHORIZATION_FAILED: (_, { settings }) =>
    `${settings.sasl?.username ?? 'rgz'} may not write so that nothing comes twice; grant it IdempotentWrite on the cluster`,
  UNKNOWN_TOPIC_OR_PARTITION: noTopic,
  MESSAGE_TOO_LARGE: (topic) => `the event is larger than ${topic} takes; raise max.message.bytes of it`,
  RECORD_LIST_TOO_LARGE: (topic) => `the event is larger than ${topic} takes; raise segment.bytes of it`,
  INVALID_RECORD: (topic) => `${topic} takes no such event; see what the broker checks there`,
  INVALID_TIMESTAMP: (topic) => `${topic} takes no event of this time; set the clock of this machine`,
  NOT_LEADER_OR_FOLLOWER: (topic) => `${topic} has no leader now`,
  LEADER_NOT_AVAILABLE: (topic) => `${topic} has no leader now`,
  NOT_ENOUGH_REPLICAS: (topic) => `too few replicas of ${topic} are in sync`,
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: (topic) => `too few replicas of ${topic} are in sync`,
  REQUEST_TIMED_OUT: (topic) => `the replicas of ${topic} do not answer in time`,
};

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'it refuses connections',
  ECONNRESET: 'it closes the connection; if it stays so, see whether it wants tls or sasl',
  EPIPE: 'it closes the connection; if it stays so, see whether it wants tls or sasl',
  ENOTFOUND: 'its name is not known here; mend brokers of the channel',
  EAI_AGAIN: 'its name cannot be looked up now',
  EHOSTUNREACH: 'no way leads to it',
  ENETUNREACH: 'no way leads to it',
  ETIMEDOUT: 'the connection does not come about in time',
  EPROTO: 'it speaks no TLS there; name another port in brokers, or set tls to false',
};

function nounOf(topic: string | undefined): string {
  return topic === undefined ? 'the topic' : `topic ${topic}`;
}
