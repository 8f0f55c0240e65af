const secrets: readonly [RegExp, string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, '[private key]'],
  [/([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*:[^\s/@]+@/gi, '$1[secret]@'],
  [/([a-z][a-z0-9+.-]*:\/\/)(gh[pousr]_|glpat-|x-access-token)[^\s/@]*@/gi, '$1[secret]@'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, '$1 [secret]'],
  [/\b(gh[pousr]_|github_pat_|glpat-|xox[abprs]-)[\w-]{8,}/g, '[secret]'],
  [/\b(password|passwd|secret|token|api[_-]?key)(["']?\s*[=:]\s*["']?)[^\s"',;&]+/gi, '$1$2[secret]'],
];

/** Takes out what looks like a secret. Runs where an error is made, so that no way out has to remember it. */
export function redact(text: string): string {
  return secrets.reduce((clean, [pattern, replacement]) => clean.replace(pattern, replacement), text);
}
