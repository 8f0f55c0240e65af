export type Environment = Readonly<Record<string, string | undefined>>;

/** What a run may do: which protocols it may speak, and which settings it lays over the repository's own. */
export interface RunScope {
  network: boolean;
  interactive: boolean;
  worktree: string | undefined;
  ceiling: string;
  /** The run belongs to a hook of a server that is receiving objects. */
  quarantine: boolean;
  config: readonly (readonly [string, string])[];
}

/** Laid over the repository's configuration in every run, so that a hostile one starts nothing. */
const always: readonly (readonly [string, string])[] = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['core.untrackedCache', 'keep'],
  ['core.pager', 'cat'],
  ['core.quotePath', 'true'],
  ['submodule.recurse', 'false'],
  ['push.recurseSubmodules', 'no'],
  ['fetch.recurseSubmodules', 'no'],
  ['push.gpgSign', 'false'],
  ['protocol.ext.allow', 'never'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['i18n.commitEncoding', 'UTF-8'],
  ['advice.graftFileDeprecated', 'false'],
];

/** GIT_… variables that belong to the user, not to a repository or an enclosing Git command. */
const kept =
  /^GIT_(CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|PARAMETERS)|SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|EXEC_PATH|SSL_\w+|HTTP_\w+|PROXY_\w+|TERMINAL_PROMPT|DISCOVERY_ACROSS_FILESYSTEM|TEST_ASSUME_DIFFERENT_OWNER)$/;
/** Set while a server's hooks run: without them the objects that are being received can't be read. Nothing else may see them. */
const quarantine = ['GIT_QUARANTINE_PATH', 'GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES'] as const;

/** The environment of one Git run: the user's own, less everything that could point Git elsewhere, plus the guards. */
export function gitEnvironment(user: Environment, scope: RunScope): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(user)) {
    if (value !== undefined && (!name.startsWith('GIT_') || kept.test(name))) env[name] = value;
  }
  if (scope.quarantine && user.GIT_QUARANTINE_PATH !== undefined) {
    for (const name of quarantine) if (user[name] !== undefined) env[name] = user[name];
  }
  delete env.LANGUAGE;
  env.LC_ALL = 'C';
  env.GIT_OPTIONAL_LOCKS = '0';
  env.GIT_NO_REPLACE_OBJECTS = '1';
  env.GIT_GRAFT_FILE = '/dev/null';
  env.GIT_NO_LAZY_FETCH = '1';
  env.GIT_ALLOW_PROTOCOL = scope.network ? 'file:git:http:https:ssh' : 'none';
  env.GIT_CEILING_DIRECTORIES = scope.ceiling;
  if (scope.worktree !== undefined) env.GIT_WORK_TREE = scope.worktree;
  if (!scope.interactive) env.GIT_TERMINAL_PROMPT = '0';
  layConfig(env, user, scope.config);
  return env;
}

/** Settings go in as numbered variables, because `-c name=value` can't carry a name with an equals sign. */
function layConfig(env: Record<string, string>, user: Environment, extra: RunScope['config']): void {
  const given = Number(user.GIT_CONFIG_COUNT ?? 0);
  const settings: (readonly [string, string])[] = [];
  for (let index = 0; index < given; index++) {
    const key = user[`GIT_CONFIG_KEY_${index}`];
    const value = user[`GIT_CONFIG_VALUE_${index}`];
    if (key !== undefined && value !== undefined) settings.push([key, value]);
  }
  settings.push(...extra, ...always);
  settings.forEach(([key, value], index) => {
    env[`GIT_CONFIG_KEY_${index}`] = key;
    env[`GIT_CONFIG_VALUE_${index}`] = value;
  });
  env.GIT_CONFIG_COUNT = String(settings.length);
}
