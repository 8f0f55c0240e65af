const known: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'it refuses connections',
  ECONNRESET: 'it closed the connection',
  EPIPE: 'it closed the connection',
  UND_ERR_SOCKET: 'it closed the connection',
  ENOTFOUND: 'its name is not known here',
  EAI_AGAIN: 'its name cannot be looked up now',
  EHOSTUNREACH: 'no way leads to it',
  ENETUNREACH: 'no way leads to it',
  ETIMEDOUT: 'the connection did not come about in time',
  UND_ERR_CONNECT_TIMEOUT: 'the connection did not come about in time',
};

/** Why a call failed, in words. Certificate problems keep the words of OpenSSL. */
export function reasonOf(error: unknown, timeout: number): string {
  const { name, code, message } = details(error);
  if (name === 'TimeoutError' || name === 'AbortError') return `it did not answer within ${timeout / 1000} s`;
  return known[code] ?? (message || code || 'the call failed');
}

function details(error: unknown): { name: string; code: string; message: string } {
  if (!(error instanceof Error)) return { name: '', code: '', message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === '' && error.cause instanceof Error) return details(error.cause);
  return { name: error.name, code, message: error.message };
}
