export interface Clock {
  /** The present moment in ISO form, UTC, whole seconds. Read once per pass. */
  now(): string;
  /** The same moment to the millisecond, for measuring waits. */
  milliseconds(): number;
  /** Waits. The signal ends that: it is never over then. */
  pause(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** A number from 0 up to 1, for jitter. */
  chance(): number;
}
