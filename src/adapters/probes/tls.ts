import { isIP } from 'node:net';
import { connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import { plainLine } from '../../domain/plain-text.ts';
import type { ProbeContext, ProbeResult, ProbeSettings, ProbeValues } from '../../ports/probe.ts';
import { evidenceOf } from './evidence.ts';
import { reach } from './reach.ts';
import { flagIn, hostIn, optionalText, portIn, soundHost } from './read-settings.ts';

const day = 24 * 3_600_000;
const patienceMs = 10_000;

/**
 * The certificate that a server shows. Where any certificate will not do, what one that is not trusted says of itself is no
 * measurement: then there is only the problem. Certificates in `ca` are trusted in place of the machine's.
 */
export async function tls(settings: ProbeSettings, context: ProbeContext, ca?: string): Promise<ProbeResult> {
  const host = hostIn(settings);
  const port = portIn(settings, 443);
  const named = optionalText(settings, 'serverName');
  const servername = named === undefined ? host : soundHost(named, 'serverName');
  const any = flagIn(settings, 'anyCertificate');
  const told = (values: ProbeValues, seen: object = {}): ProbeResult => ({
    kind: 'measured',
    values,
    raw: evidenceOf({ probe: 'tls', host, port, ...seen, ...values }),
  });
  const reached = await reach(host, port, context.timeoutMs, context.signal);
  if (reached.kind === 'closed') return told({ reached: false, problem: `the connection is ${reached.how}` });
  const trust = ca === undefined ? {} : { ca };
  const sni = isIP(servername) === 0 ? { servername } : {};
  const socket = connect({ socket: reached.socket, host: servername, ...sni, ...trust, rejectUnauthorized: false });
  try {
    const problem = await shaken(socket, Math.min(context.timeoutMs, patienceMs), context.signal);
    if (problem !== undefined) return told({ reached: true, problem });
    const seen = certificateOf(socket);
    if (seen === undefined) return told({ reached: true, problem: 'the server shows no certificate' });
    const trusted = socket.authorized;
    const trouble: ProbeValues = trusted ? {} : { problem: plainLine(`${socket.authorizationError}`) };
    if (!trusted && !any) return told({ reached: true, trusted, ...trouble }, { certificate: seen });
    return told({ reached: true, trusted, ...trouble, ...seen });
  } finally {
    socket.destroy();
  }
}

/** Shakes hands; gives why it did not come to that. */
function shaken(socket: TLSSocket, timeoutMs: number, signal: AbortSignal): Promise<string | undefined> {
  return new Promise((settle) => {
    const over = (problem?: string) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      settle(problem);
    };
    const stop = () => over('it was stopped');
    const timer = setTimeout(() => over('it does not finish the handshake'), timeoutMs);
    signal.addEventListener('abort', stop, { once: true });
    socket.on('error', (error) => over(plainLine(error.message).slice(0, 200)));
    socket.once('close', () => over('it closed the connection'));
    socket.once('secureConnect', () => over());
  });
}

function certificateOf(socket: TLSSocket): ProbeValues | undefined {
  const certificate: Partial<DetailedPeerCertificate> = socket.getPeerCertificate(true);
  const { valid_from, valid_to, issuer, subject, subjectaltname = '', fingerprint256 = '' } = certificate;
  if (valid_from === undefined || valid_to === undefined) return undefined;
  const [from, to, now] = [Date.parse(valid_from), Date.parse(valid_to), Date.now()];
  const days: ProbeValues =
    now < from ? { notBefore: new Date(from).toISOString() } : { daysLeft: Math.floor((to - now) / day) };
  return {
    ...days,
    notAfter: new Date(to).toISOString(),
    issuer: named(issuer),
    subject: named(subject),
    altNames: plainLine(subjectaltname),
    protocol: socket.getProtocol() ?? 'unknown',
    fingerprint: fingerprint256,
  };
}

/** `CN=localhost, O=Example` */
function named(name: object = {}): string {
  return plainLine(
    Object.entries(name)
      .flatMap(([key, value]) => [value].flat().map((each) => `${key}=${each}`))
      .join(', '),
  );
}
