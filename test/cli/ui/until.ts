/** Lets the event loop turn until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1000; turn++) {
    if (holds()) return;
    await aTurn();
  }
  throw new Error('it never came to hold');
}

export function aTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
