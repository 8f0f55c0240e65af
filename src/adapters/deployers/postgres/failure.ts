import { plainText } from '../../../domain/plain-text.ts';
import { redact } from '../../../errors/redact.ts';

/**
 * What went wrong. `away`: the server could not be reached or broke off, and may be there later. `busy`: somebody else was
 * in the way or the server lacks room, and the same call may go through later; `slow`: the same, for it took too long.
 * `denied`: a person has to set something right. `wrong`: anything else, which goes wrong the same way each time.
 */
export interface Failure {
  kind: 'away' | 'busy' | 'slow' | 'denied' | 'wrong';
  /** Without anything of the connection's URL that is secret. */
  words: string;
}

const goneStates = new Set(['57P01', '57P02', '57P03', '57P05', '53300', '25P03']);
const busyStates = new Set(['40001', '40P01', '55P03']);
const deniedStates = new Set(['3D000', '42501', '42P01', '42703', '3F000']);

export function failureOf(error: unknown, url: string): Failure {
  const state = stateOf(error);
  return { kind: kindOf(state), words: wordsOf(error, url) };
}

function kindOf(state: string | undefined): Failure['kind'] {
  if (state === undefined || state.startsWith('08') || goneStates.has(state)) return 'away';
  if (state === '57014') return 'slow';
  if (busyStates.has(state) || /^5[38]/.test(state)) return 'busy';
  return deniedStates.has(state) || state.startsWith('28') ? 'denied' : 'wrong';
}

/** The five signs by which a server names what is wrong; undefined where no server said anything. */
function stateOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && 'severity' in (error as Error) ? code : undefined;
}

function wordsOf(error: unknown, url: string): string {
  if (!(error instanceof Error)) return 'it did not answer';
  const detail = 'detail' in error && typeof error.detail === 'string' ? `: ${error.detail}` : '';
  const nested = error instanceof AggregateError ? error.errors.map((each) => wordsOf(each, url)).join('; ') : '';
  const text = plainText(`${error.message || nested || error.name}${detail}`).replace(/\s+/g, ' ');
  return redact(secretsIn(url).reduce((words, secret) => words.replaceAll(secret, '[secret]'), text)).slice(0, 2000);
}

function secretsIn(url: string): readonly string[] {
  const [, password = ''] = /^[a-z]+:\/\/[^@/]*?:([^@]*)@/i.exec(url) ?? [];
  const decoded = [password].flatMap((each) => {
    try {
      return [decodeURIComponent(each)];
    } catch {
      return [];
    }
  });
  const inQuery = [...url.matchAll(/[?&]password=([^&]*)/g)].map(([, value = '']) => value);
  return [url, password, ...decoded, ...inQuery].filter((each) => each.length >= 3);
}
