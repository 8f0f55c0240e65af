import { createHash } from 'node:crypto';
import { RgzError } from '../../../errors/rgz-error.ts';
import type { EvidenceSettings, EvidenceStore, Unreachable } from '../../../ports/evidence.ts';
import { type HttpAnswer, openHttp } from '../../http/index.ts';
import { type Keys, signed } from './signed.ts';

export interface S3Options {
  settings: EvidenceSettings;
  /** What an environment variable holds. */
  secret(variable: string): string | undefined;
  /** Milliseconds for one call. */
  timeout?: number;
}

/** So much of an answer is read that is no piece: it only says why. */
const wordsOnly = 16 * 1024;

/** A bucket of S3, or of whatever speaks like it, addressed by path. Nothing in it is ever deleted. */
export function openS3Evidence({ settings, secret, timeout = 30_000 }: S3Options): EvidenceStore {
  const { endpoint, bucket, prefix = '' } = settings;
  const keys = keysOf(settings, secret);
  const folder = `${endpoint.replace(/\/+$/, '')}/${bucket}/${prefix === '' ? '' : `${prefix.replace(/\/+$/, '')}/`}`;
  const place = `s3 ${folder}`;
  const http = openHttp({ connectTimeout: Math.min(timeout, 5000) });

  async function call(
    method: 'GET' | 'HEAD' | 'PUT',
    name: string,
    limit: number,
    body?: { bytes: Buffer; headers: Record<string, string> },
  ): Promise<HttpAnswer> {
    const sha256 = createHash('sha256')
      .update(body?.bytes ?? '')
      .digest('hex');
    const url = folder + name;
    const headers = await signed(keys, { method, url, sha256, headers: body?.headers ?? {} });
    const given = body === undefined ? {} : { body: body.bytes };
    return http.call({ method, url, headers, ...given, timeout, limit, repeatable: true });
  }

  return {
    place,
    async look(name) {
      const answer = await call('HEAD', name, 0);
      if (answer.kind === 'answered' && answer.status === 404) return { kind: 'missing' };
      if (answer.kind !== 'answered' || answer.status !== 200) return unreachable(place, answer);
      const size = Number(answer.headers['content-length']);
      return { kind: 'there', size: Number.isInteger(size) ? size : -1, mark: answer.headers.etag ?? '' };
    },
    async read(name, most) {
      const answer = await call('GET', name, most + 1);
      if (answer.kind === 'answered' && answer.status === 404)
        return /<Code>NoSuchKey<\/Code>/.test(answer.body.toString('latin1', 0, wordsOnly))
          ? { kind: 'missing' }
          : unreachable(place, answer);
      if (answer.kind !== 'answered' || answer.status !== 200) return unreachable(place, answer);
      return { kind: 'read', bytes: answer.body, mark: answer.headers.etag ?? '' };
    },
    async keep(name, bytes, type) {
      const headers = { 'content-type': type, 'if-none-match': '*' };
      const answer = await call('PUT', name, wordsOnly, { bytes, headers });
      if (answer.kind === 'answered' && answer.status === 200) return { kind: 'kept' };
      // 409: another upload of it is under way, and holds the same or is found out.
      if (answer.kind === 'answered' && (answer.status === 412 || answer.status === 409)) return { kind: 'there' };
      return unreachable(place, answer);
    },
    close: () => http.close(),
  };
}

function keysOf(settings: EvidenceSettings, secret: S3Options['secret']): Keys {
  const { accessKeyVariable, secretKeyVariable, sessionTokenVariable, region } = settings;
  const need = (variable: string) => {
    const value = secret(variable)?.trim();
    if (value && /^[\x21-\x7e]+$/.test(value)) return value;
    throw new RgzError(
      'config.invalid',
      `the environment variable ${variable}, for the evidence store, ${value ? 'holds what is no key' : 'is not set'}`,
      {
        where: { file: '.rgz/config.yaml', pointer: '/evidence' },
        remedy: [`export ${variable}=…`],
      },
    );
  };
  return {
    accessKeyId: need(accessKeyVariable),
    secretAccessKey: need(secretKeyVariable),
    ...(sessionTokenVariable === undefined ? {} : { sessionToken: need(sessionTokenVariable) }),
    region,
  };
}

/** Of what a store says only its code is passed on: some tell what was signed, and with which key. */
function unreachable(place: string, answer: HttpAnswer): Unreachable {
  if (answer.kind === 'failed') return { kind: 'unreachable', reason: `${place} cannot be reached: ${answer.reason}` };
  const code = /<Code>([A-Za-z]{1,60})<\/Code>/.exec(answer.body.toString('latin1', 0, wordsOnly))?.[1];
  return { kind: 'unreachable', reason: `${place} answers ${answer.status}${code === undefined ? '' : ` ${code}`}` };
}
