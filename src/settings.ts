/** What rgz takes from the environment. Nothing else reads it. */
export interface Settings {
  /** Colour asked for (true), refused (false), or to be decided by the terminal. */
  color: boolean | undefined;
  ci: boolean;
  home: string | undefined;
  columns: number | undefined;
  /** Where GitHub Actions takes a step's summary from. */
  stepSummary: string | undefined;
  /** Which repository Git runs a hook for, and with which index. */
  gitDir: string | undefined;
  indexFile: string | undefined;
  /** The whole environment, for Git: it has its own variables. */
  env: Readonly<Record<string, string | undefined>>;
}

/** Sends a signal to a process, or to a group with a negative number. Throws where there is none. */
export function sendSignal(pid: number, signal: NodeJS.Signals | 0): void {
  process.kill(pid, signal);
}

export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = (name: string) => env[name] || undefined;
  const set = (name: string) => given(name) !== undefined;
  const forced = set('FORCE_COLOR') ? env.FORCE_COLOR !== '0' : undefined;
  const columns = Number(env.COLUMNS);
  return {
    color: set('NO_COLOR') || env.TERM === 'dumb' ? false : forced,
    // As Ink has it, which draws nothing in CI: a screen that stays empty would ask in vain.
    ci: [env.CI, env.CONTINUOUS_INTEGRATION].some((ci) => ci !== undefined && ci !== 'false' && ci !== '0'),
    home: env.HOME,
    columns: Number.isInteger(columns) && columns > 0 ? columns : undefined,
    stepSummary: given('GITHUB_STEP_SUMMARY'),
    gitDir: given('GIT_DIR'),
    indexFile: given('GIT_INDEX_FILE'),
    env,
  };
}
