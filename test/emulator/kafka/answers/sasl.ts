import { codes } from '../errors.ts';
import { type Accounts, plain, scram } from '../logins.ts';
import type { Call, Login } from './answer.ts';

const mechanisms: Readonly<Record<string, (accounts: Accounts) => Login>> = {
  PLAIN: plain,
  'SCRAM-SHA-256': scram('sha256', 32),
  'SCRAM-SHA-512': scram('sha512', 64),
};

/** Version 1. */
export function answerHandshake({ cluster, session, read, write }: Call): void {
  const name = read.string();
  const offered = cluster.mechanisms;
  const start = offered.includes(name) ? mechanisms[name] : undefined;
  session.login = start?.({ users: cluster.users ?? new Map(), anyNonce: cluster.anyNonce });
  write.int16(start === undefined ? codes.UNSUPPORTED_SASL_MECHANISM : codes.NONE);
  write.array(offered, (each) => write.string(each));
}

/** Versions 0 to 2. */
export function answerAuthenticate({ cluster, session, version, read, write }: Call): void {
  const said = read.bytes() ?? Buffer.alloc(0);
  read.tags();
  const told = session.login?.(said);
  const refused = told === undefined || 'refused' in told;
  if (told === undefined) write.int16(codes.ILLEGAL_SASL_STATE).string('no mechanism was agreed on');
  else if ('refused' in told) write.int16(codes.SASL_AUTHENTICATION_FAILED).string(told.refused);
  else write.int16(codes.NONE).string(null);
  if (!refused && told.user !== undefined) session.user = told.user;
  write.blob(refused ? Buffer.alloc(0) : told.answer);
  if (version >= 1) write.int64(BigInt(cluster.sessionTime));
  write.tags();
}
