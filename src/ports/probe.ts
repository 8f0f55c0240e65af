/** What a template hands to a probe, with the values of the checklist's parameters in it. */
export type ProbeSettings = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export type ProbeValues = Readonly<Record<string, string | number | boolean>>;

export interface ProbeContext {
  /** What an environment variable holds that a setting names, whose own name ends in `Variable`. */
  secret(variable: string): string | undefined;
  /** Aborted: nobody waits for it any more, and it ends everything that it has started. */
  signal: AbortSignal;
  /** How long it may wait for an answer. */
  timeoutMs: number;
}

/**
 * `measured`: what was found, be it that a target does not answer. `failed`: nothing can be said of the target, because
 * a program, a setting or whoever measures is missing. `raw` is bounded JSON without secrets, fit to be kept.
 */
export type ProbeResult =
  | { kind: 'measured'; values: ProbeValues; raw: Buffer }
  | { kind: 'failed'; reason: string; raw?: Buffer };

/** Never rejects, and ends in time. */
export type Probe = (settings: ProbeSettings, context: ProbeContext) => Promise<ProbeResult>;

export interface ListedProbe {
  run: Probe;
  /** It loads what others measure, so it runs while no other does. */
  alone?: boolean;
  /** It runs a program that the checklist names, so somebody has to allow that. */
  runsProgram?: boolean;
}

export type Probes = Readonly<Record<string, ListedProbe>>;
