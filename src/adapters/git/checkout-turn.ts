import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const heartbeatMs = 300;
const deadAfterMs = 5 * heartbeatMs;
const longestWaitMs = 10_000;

/**
 * Lets one rgz at a time move the index and files of a checkout, so that nobody takes the half-way state of another for
 * a person's unsaved work. Good manners, not a guard: that is Git's own lock of the index. Hence a turn whose holder
 * shows no sign of life is simply taken, and whoever has waited long enough, or cannot write here, goes ahead.
 */
export async function inTurn<T>(gitDir: string, work: () => Promise<T>): Promise<T> {
  const turn = join(gitDir, 'rgz', 'checkout-turn');
  if (!(await take(turn))) return work();
  const heart = setInterval(() => beat(turn), heartbeatMs).unref();
  try {
    return await work();
  } finally {
    clearInterval(heart);
    rmSync(turn, { force: true });
  }
}

async function take(turn: string): Promise<boolean> {
  const card = `${turn}.${randomBytes(6).toString('hex')}`;
  const began = Date.now();
  try {
    mkdirSync(dirname(turn), { recursive: true });
    writeFileSync(card, '');
    while (!becomes(card, turn)) {
      if (Date.now() - began > longestWaitMs) return false;
      if (isDead(turn)) rmSync(turn, { force: true });
      else await pause();
      beat(card);
    }
    return true;
  } catch {
    return false;
  } finally {
    rmSync(card, { force: true });
  }
}

function becomes(card: string, turn: string): boolean {
  try {
    linkSync(card, turn);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isDead(turn: string): boolean {
  const last = statSync(turn, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  return Date.now() - last > deadAfterMs;
}

function beat(file: string): void {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // Somebody took it for dead: no harm done.
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 20));
}
