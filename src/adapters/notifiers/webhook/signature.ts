import { createHmac } from 'node:crypto';

/** The value of `X-Rgz-Signature`: who knows the secret can tell that the body is rgz's, and how old the call is. */
export function signatureOf(body: string, secret: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const digest = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${digest}`;
}
