import type { JsonObject } from '../../../domain/json.ts';
import { plainLine } from '../../../domain/plain-text.ts';
import { redact } from '../../../errors/redact.ts';
import type { Http, HttpCall } from '../../http/index.ts';
import { type AwxClock, mark } from './awx-clock.ts';
import { type Answer, readAnswer } from './read-answer.ts';

export type Query = Readonly<Record<string, string | number>>;

/** An answer, and when the call was made by AWX's clock. */
export type Asked = Answer & { askedAt: number };

export interface ApiOptions {
  http: Http;
  /** Scheme, host and the path of the API, without a slash at the end. */
  base: string;
  authorization: string;
  /** What has to stay out of every text. */
  secret: string;
  clock: AwxClock;
  /** Milliseconds. */
  timeouts: { read: number; write: number };
}

const megabyte = 1024 * 1024;

/** The calls that AWX is asked with: every path ends in a slash, credentials go along unasked, redirects are answers. */
export class AwxApi {
  readonly clock: AwxClock;
  readonly secret: string;
  readonly #options: ApiOptions;
  /** Nothing is asked before this moment of this machine's clock: AWX, or what is in front of it, said so. */
  #quietUntil = 0;

  constructor(options: ApiOptions) {
    this.#options = options;
    this.clock = options.clock;
    this.secret = options.secret;
  }

  get(path: string, query: Query = {}): Promise<Asked> {
    return this.#ask({ method: 'GET', limit: 64 * megabyte }, path, query);
  }

  /** `attempt` goes along as the id by which AWX's own log names the request. */
  post(path: string, body: JsonObject, attempt?: string): Promise<Asked> {
    const headers = { ...(attempt === undefined ? {} : { 'X-API-Request-Id': attempt }) };
    return this.#ask({ method: 'POST', limit: 16 * megabyte, body: JSON.stringify(body), headers }, path, {});
  }

  /** The end of a text, or undefined where it cannot be had now. */
  async text(path: string, query: Query): Promise<{ text: string; cut: boolean } | undefined> {
    const limit = megabyte / 4;
    const answer = await this.#options.http.call(this.#call({ method: 'GET', limit, keep: 'end' }, path, query));
    if (answer.kind === 'failed' || answer.status !== 200) return undefined;
    return { text: answer.body.toString(), cut: answer.cut };
  }

  /** Words from outside on one line, without secrets. */
  tidy(words: string): string {
    return redact(plainLine(words.replaceAll(this.secret, '[secret]'))).slice(0, 2000);
  }

  async #ask(how: Partial<HttpCall> & Pick<HttpCall, 'method' | 'limit'>, path: string, query: Query): Promise<Asked> {
    const { http } = this.#options;
    const left = Math.ceil((this.#quietUntil - this.clock.local()) / 1000);
    if (left > 0) {
      const reason = `it asked for a pause of ${left} s more`;
      return { kind: 'unavailable', sent: false, reason, retryAfter: left, askedAt: this.clock.now() };
    }
    const began = mark();
    const raw = await http.call(this.#call(how, path, query));
    const askedAt = raw.kind === 'answered' ? this.clock.hear(raw.headers.date, began) : this.clock.now();
    const answer = readAnswer(raw);
    if (answer.kind === 'unavailable') {
      if (answer.retryAfter !== undefined) this.#quietUntil = this.clock.local() + answer.retryAfter * 1000;
      return { ...answer, reason: this.tidy(answer.reason), askedAt };
    }
    return answer.kind === 'refused' ? { ...answer, words: this.tidy(answer.words), askedAt } : { ...answer, askedAt };
  }

  #call(how: Partial<HttpCall> & Pick<HttpCall, 'method' | 'limit'>, path: string, query: Query): HttpCall {
    const { base, authorization, timeouts } = this.#options;
    const entries = Object.entries(query).map(([name, value]): [string, string] => [name, `${value}`]);
    const search = entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`;
    const own = { Authorization: authorization, Accept: 'application/json, text/plain', 'User-Agent': 'rgz' };
    const content: Record<string, string> = how.body === undefined ? {} : { 'Content-Type': 'application/json' };
    return {
      ...how,
      url: `${base}/${path}/${search}`,
      headers: { ...own, ...content, ...how.headers },
      timeout: how.method === 'GET' ? timeouts.read : timeouts.write,
    };
  }
}
