/** Ends waits early: when refs of this clone move, when somebody calls, or when the program is to stop. */
export interface Waker {
  /** Waits at most so long. `called` also tells of calls since the last wait. */
  wait(milliseconds: number): Promise<'time' | 'refs' | 'called' | 'stop'>;
  /** Ends the present or the next wait. */
  call(): void;
  readonly stopping: boolean;
  close(): Promise<void>;
}
