import { expect, test } from 'vitest';
import { inTurns } from '../../src/operations/in-turns.ts';

test('so many run at once, then the lonely ones, and the results keep their places', async () => {
  const running = new Set<number>();
  const met: string[] = [];
  let most = 0;
  const turn = (number: number, alone: boolean) => ({
    alone,
    async run() {
      running.add(number);
      most = Math.max(most, running.size);
      if (alone) met.push([...running].join());
      for (let step = 0; step <= number % 5; step += 1) await Promise.resolve();
      running.delete(number);
      return number;
    },
  });
  const numbers = Array.from({ length: 30 }, (_, at) => at);
  expect(
    await inTurns(
      numbers.map((number) => turn(number, number % 10 === 0)),
      8,
    ),
  ).toEqual(numbers);
  expect(most).toBe(8);
  expect(met).toEqual(['0', '10', '20']);
});

test('where one fails none begins any more, and those that run are waited for', async () => {
  const begun: number[] = [];
  const ended: number[] = [];
  const turns = Array.from({ length: 9 }, (_, number) => ({
    alone: number === 8,
    async run() {
      begun.push(number);
      await Promise.resolve();
      if (number === 0) throw new Error('so it is');
      await Promise.resolve();
      ended.push(number);
    },
  }));
  await expect(inTurns(turns, 3)).rejects.toThrow('so it is');
  expect(begun).toEqual([0, 1, 2]);
  expect(ended).toEqual([1, 2]);
});
