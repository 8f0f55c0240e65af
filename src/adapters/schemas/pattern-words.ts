const words: Readonly<Record<string, string>> = {
  '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$': 'small letters, digits and dashes, 63 at most',
  '^[a-z][a-z0-9-]{0,39}$': 'small letters, digits and dashes, 40 at most',
  '^[a-z][a-z-]{0,39}$': 'small letters and dashes, 40 at most',
  '^[a-z][a-z-]{1,39}$': 'small letters and dashes, 40 at most',
  '^[a-z][A-Za-z0-9]{0,39}$': 'letters and digits, 40 at most, the first a small letter',
  '^[A-Za-z][A-Za-z0-9._-]{0,99}$': 'a letter, then letters, digits, dots, dashes and underscores, 100 at most',
  '^\\S(.*\\S)?$': 'one line without blanks around it',
  '^(<|<=|>|>=|=|!=|contains|starts) .{1,200}$':
    'a claim such as < 100: one of <, <=, >, >=, =, !=, contains and starts, a blank, and a value',
  '^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$': 'letters, digits, dots, dashes and underscores',
  '^[A-Za-z0-9][A-Za-z0-9._-]*$': 'letters, digits, dots, dashes and underscores',
  '^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*$': 'the name of a branch such as main',
  '^[A-Za-z0-9][A-Za-z0-9._+-]*$': 'a version such as 2.1.0',
  '^[A-Za-z0-9]([A-Za-z0-9-]{0,38})$': 'a login on GitHub',
  '^[^\\s<>@"]+@[^\\s<>@"]+$': 'an e-mail address',
  '^PR-[0-9]{4}-([0-9]{4}|[1-9][0-9]{4,8})$': 'an id such as PR-2026-0003',
  '^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/v1$': 'a group and version such as rgz.dev/v1',
  '^[A-Z_][A-Z0-9_]*$': 'the name of an environment variable such as RGZ_AWX_TOKEN',
  '^https?://[^/?#@]+/?$': 'a URL of scheme and host alone, such as https://awx.example.com',
  '^/[A-Za-z0-9/_-]*$': 'a path such as /api/v2',
  '^https?://': 'a URL that begins with http:// or https://',
  '^https?://[^\\s{}]*(\\{(path|id)\\}[^\\s{}]*)*$': 'a URL in which {path} and {id} may stand',
  '^([01]\\d|2[0-3]):[0-5]\\d$': 'a time of day such as 22:00',
  '^[a-z]+(-[a-z]+)*$': 'the type of an event such as request-approved',
  '^smtps?://[A-Za-z0-9.\\[\\]:-]+$': 'an address such as smtp://mail.example.com:587',
  '^[^\\s<>@",;:]+@[^\\s<>@",;:]+$': 'one e-mail address',
  '^[A-Za-z0-9#@._-]{1,80}$': 'the id or name of a channel of Slack',
  '^https?://[^/?#@]+(/[A-Za-z0-9/_.-]*)?$': 'a URL such as https://slack.com/api',
  '^[A-Za-z0-9._-]{1,100}$': 'letters, digits, dots, dashes and underscores, 100 at most',
  '^[A-Za-z0-9 +]{1,40}$': 'a number or a short name',
  '^https?://[^\\s#@]+$': 'a URL without a name or password in it',
  '^[A-Za-z0-9-]{1,60}$': 'the name of a header',
  '^[A-Za-z0-9.\\[\\]:-]+:\\d{1,5}$': 'a host and a port such as kafka.example.com:9092',
  '^[A-Za-z0-9._-]{0,100}$': 'letters, digits, dots, dashes and underscores, 100 at most',
  '^\\+[1-9][0-9]{7,14}$': 'a telephone number with its country such as +33612345678',
  '^[UW][A-Z0-9]{2,20}$': 'a member id of Slack such as U012AB3CD',
  '^[0-9a-f]{64}$': 'a digest of 64 hex digits',
  '^CL-[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$': 'an id such as CL-cutover.site-3',
  '^sha256:[0-9a-f]{64}$': 'a digest: sha256: and 64 hex digits',
  '^[0-9a-f]{40}([0-9a-f]{24})?$': 'the full name of a commit',
  '^(ssh-|ecdsa-|sk-)[a-z0-9@.-]+ [A-Za-z0-9+/]+={0,3}$':
    'an SSH public key: its type and its base64, without a comment',
};

/** What a pattern of a schema asks for, in words; one that nobody has put into words stands for itself. */
export function patternWords(pattern: string): string {
  return words[pattern] ?? `what fits ${pattern}`;
}
