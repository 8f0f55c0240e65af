export interface Turn<T> {
  /** Runs while no other does. */
  alone: boolean;
  run(): Promise<T>;
}

/** Runs all, so many at once, then those that have to be alone. The results stand in the order of the turns. Where one fails, none begins any more. */
export async function inTurns<T>(turns: readonly Turn<T>[], atOnce: number): Promise<readonly T[]> {
  const results = new Map<Turn<T>, T>();
  await drain(
    turns.filter(({ alone }) => !alone),
    atOnce,
    results,
  );
  await drain(
    turns.filter(({ alone }) => alone),
    1,
    results,
  );
  return turns.map((turn) => results.get(turn) as T);
}

async function drain<T>(turns: readonly Turn<T>[], atOnce: number, results: Map<Turn<T>, T>): Promise<void> {
  const waiting = [...turns];
  const failures: unknown[] = [];
  const work = async () => {
    for (let turn = waiting.shift(); turn !== undefined && failures.length === 0; turn = waiting.shift()) {
      try {
        results.set(turn, await turn.run());
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, turns.length) }, work));
  if (failures.length > 0) throw failures[0];
}
