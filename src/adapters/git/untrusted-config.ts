import type { Setting } from './config-file.ts';
import type { ConfigListing } from './config-listing.ts';

type Override = readonly [key: string, value: string];

/**
 * Settings that name a program, and what they become when only the repository set them.
 * A program that the person or the machine chose stays.
 */
const programs: readonly (readonly [pattern: RegExp, neutral: string])[] = [
  [/^filter\..+\.(clean|smudge|process)$/s, ''],
  [/^filter\..+\.required$/s, 'false'],
  [/^core\.sshcommand$/, 'ssh'],
  [/^core\.gitproxy$/, 'none'],
  [/^core\.(askpass|editor|fsmonitor)$/, ''],
  [/^core\.alternaterefscommand$/, 'true'],
  [/^ssh\.variant$/, 'auto'],
  [/^remote\..+\.receivepack$/s, 'git-receive-pack'],
  [/^remote\..+\.uploadpack$/s, 'git-upload-pack'],
  [/^remote\..+\.mirror$/s, 'false'],
  [/^gpg\.(ssh\.)?program$/, 'ssh-keygen'],
  [/^gpg\.ssh\.defaultkeycommand$/, ''],
  [/^(diff|merge)\..+\.(command|textconv|driver)$/s, 'true'],
  [/^diff\.external$/, ''],
];
const credentialHelper = /^credential\.(.+\.)?helper$/s;

/** The settings to lay over a repository's configuration so that no program it names is ever started. */
export function overridesFor(config: ConfigListing): Override[] {
  const overrides = new Map<string, string>();
  for (const { key, trusted } of config.entries) {
    if (trusted) continue;
    const program = programs.find(([pattern]) => pattern.test(key));
    if (program !== undefined) overrides.set(key, config.lastTrusted(key) ?? program[1]);
    const filter = /^filter\.(.+)\.[^.]+$/s.exec(key)?.[1];
    const required = `filter.${filter}.required`;
    if (filter !== undefined) overrides.set(required, config.lastTrusted(required) ?? 'false');
  }
  return [...overrides, ...credentialHelpers(config)];
}

/** Whether settings of a repository name a program at all; if not, nothing has to be laid over them. */
export function nameProgram(settings: readonly Setting[]): boolean {
  const named = [...programs.map(([pattern]) => pattern), /^filter\./, credentialHelper];
  return settings.some(([key]) => named.some((pattern) => pattern.test(key)));
}

/** Helpers add up in Git, so the list is emptied and the trusted ones are named again. */
function credentialHelpers(config: ConfigListing): Override[] {
  const helpers = config.entries.filter((entry) => credentialHelper.test(entry.key));
  if (helpers.every((entry) => entry.trusted)) return [];
  const trusted = helpers.filter((entry) => entry.trusted).map((entry): Override => [entry.key, entry.value]);
  return [['credential.helper', ''], ...trusted];
}
