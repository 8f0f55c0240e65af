// Job logs go through here, so no pattern may start again at every character of a long word.
const secrets: readonly [RegExp, string][] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, '[private key]'],
  [/:\/\/[^\s/@:]*:[^\s/]+@/g, '://[secret]@'],
  [/:\/\/(gh[pousr]_|glpat-|x-access-token)[^\s/@]*@/gi, '://[secret]@'],
  [/(hooks\.slack\.com\/\w+)\/[\w/-]+/gi, '$1/[secret]'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, '$1 [secret]'],
  [/\b(gh[pousr]_|github_pat_|glpat-|xox[abprs]-)[\w-]{8,}/g, '[secret]'],
  [/(?<![\w-])eyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[secret]'],
  [
    /(password|passwd|passphrase|secret|token|api[_-]?key)(["']?\s*[=:]\s*)("[^"\n]*"?|'[^'\n]*'?|[^\s"',;&]+)/gi,
    '$1$2[secret]',
  ],
];

/** Takes out what looks like a secret. Runs where an error is made, so that no way out has to remember it. */
export function redact(text: string): string {
  return secrets.reduce((clean, [pattern, replacement]) => clean.replace(pattern, replacement), text);
}
