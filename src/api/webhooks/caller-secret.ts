import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** How a caller shows that it knows the secret: by telling it, or by signing the body with it. */
export type Proof = { kind: 'secret' | 'signature'; value: string };

/**
 * What a call carries: `X-Rgz-Secret`, the password of Basic, a bearer token, `X-Gitlab-Token`, or the signature that
 * GitHub, Gitea and Bitbucket make (`X-Hub-Signature-256`). The first that is there counts, and no other.
 */
export function proofIn(headers: IncomingHttpHeaders): Proof | undefined {
  const told =
    text(headers['x-rgz-secret']) ?? fromAuthorization(headers.authorization) ?? text(headers['x-gitlab-token']);
  if (told !== undefined) return { kind: 'secret', value: told };
  const [, signed] = /^sha256=([0-9a-fA-F]{64})$/.exec(text(headers['x-hub-signature-256']) ?? '') ?? [];
  return signed === undefined ? undefined : { kind: 'signature', value: signed.toLowerCase() };
}

/** Takes the same time whatever the value is. */
export function proves({ kind, value }: Proof, secret: string, body: Buffer): boolean {
  return kind === 'secret'
    ? isSame(value, secret)
    : isSame(value, createHmac('sha256', secret).update(body).digest('hex'));
}

function isSame(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

/** Texts of any length come to the same length. */
function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}

function fromAuthorization(header: string | undefined): string | undefined {
  const [, scheme = '', value = ''] = /^(basic|bearer) +(\S+)$/i.exec(header ?? '') ?? [];
  if (scheme.toLowerCase() !== 'basic') return value || undefined;
  const [, password] = /^[^:]*:([\s\S]*)$/.exec(Buffer.from(value, 'base64').toString('utf8')) ?? [];
  return password;
}

function text(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}
