import type { Outcome } from '../../../ports/channel.ts';
import { tidyReason } from './reason.ts';
import type { Server } from './server.ts';

/** What an error of nodemailer says of the other side. */
interface Failure {
  code: string;
  /** Of the operating system or of OpenSSL. */
  cause: string;
  message: string;
  /** The answer of the server, e.g. `550 5.1.1 no such user`. */
  response: string;
  status: number;
  /** The command that was answered. */
  command: string;
}

const causes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses connections',
  ECONNRESET: 'closed the connection',
  EPIPE: 'closed the connection',
  ECONNECTION: 'closed the connection',
  ENOTFOUND: 'is not known by this name here',
  EAI_AGAIN: 'cannot be looked up now',
  EDNS: 'cannot be looked up now',
  EHOSTUNREACH: 'cannot be reached: no way leads to it',
  ENETUNREACH: 'cannot be reached: no way leads to it',
  ETIMEDOUT: 'did not answer in time',
  EABORT: 'did not take the mail in time',
};

/** What became of a mail that was not taken. */
export function outcomeOf(error: unknown, server: Server): Outcome {
  const failure = failureOf(error);
  const where = `${server.host}:${server.port}`;
  const reason = tidyReason(`${where} ${wordsOf(failure, server)}`, server.login);
  if (isFinal(failure)) return { kind: 'refused', reason };
  return { kind: 'later', reason, all: !concernsMessage(failure) };
}

function failureOf(error: unknown): Failure {
  const told = error instanceof Error ? (error as Error & Record<string, unknown>) : new Error(String(error));
  const field = (name: string): string => {
    const value = name in told ? Reflect.get(told, name) : undefined;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const code = field('code');
  const [response, command] = [field('response'), field('command')];
  const status = Number(field('responseCode') || 0);
  return { code, cause: field('originalCode') || code, message: told.message, response, status, command };
}

/** Commands whose answers speak of this mail; those before it speak of the sender, who is the same for all. */
function isAboutMessage({ command, code }: Failure): boolean {
  return (command === 'RCPT TO' || command === 'DATA') && code !== 'EAUTH';
}

function isFinal(failure: Failure): boolean {
  const { status, code, response } = failure;
  if (status === 0) return code === 'EENVELOPE' || code === 'EMESSAGE';
  if (failure.command === 'MAIL FROM') return status === 552 || /^5\d\d[ -]5\.3\.4/.test(response);
  // 503 speaks of the order of commands, 530 to 538 of who is let in.
  return isAboutMessage(failure) && status >= 500 && ![503, 530, 534, 535, 538].includes(status);
}

/** A 4.3 says that the whole system takes nothing now. */
function concernsMessage(failure: Failure): boolean {
  const { status, response } = failure;
  return (
    isAboutMessage(failure) && status >= 400 && status < 504 && status !== 421 && !/^4\d\d[ -]4\.3\./.test(response)
  );
}

function wordsOf(failure: Failure, { tls, login }: Server): string {
  const { code, cause, response, message, command, status } = failure;
  const asUser = login === undefined ? '' : ` ${login.username}: see username and ${login.variable}`;
  if (code === 'EAUTH' || (status >= 530 && status <= 538 && status !== 533))
    return `does not let rgz in as${asUser || ' nobody: set username'} (${response || message})`;
  if (command === 'MAIL FROM' && status >= 500 && status !== 552)
    return `does not take mail from this sender: see from in the settings (${response})`;
  if (response !== '' && code !== 'ETLS') return `says ${response}`;
  if (/certificate|altnames|self[- ]signed|CERT_/i.test(`${message} ${cause}`))
    return `shows a certificate that is not trusted here: start the controller with NODE_EXTRA_CA_CERTS set to its issuer (${message})`;
  if (code === 'ETLS')
    return tls === 'required'
      ? `offers no TLS that works: see tls in the settings (${message})`
      : `fails at TLS (${message})`;
  const alert = /:SSL routines:[^:]*:([^:]+)/.exec(message)?.[1];
  if (alert !== undefined) return `fails at TLS (${alert})`;
  return causes[cause] ?? causes[code] ?? message;
}
