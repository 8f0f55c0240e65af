import { median } from './median.ts';
import { type Program, timeOf } from './whole-process.ts';

/** One side of a comparison. */
export interface Side {
  program: Program;
  /** What a turn needs beforehand is done here, and not measured. */
  prepare?: (turn: number) => void;
  /** The program of this turn, where each is another. */
  turn?: (turn: number) => Program;
}

export interface Comparison {
  /** Median milliseconds. */
  ours: number;
  peer: number;
  /** Of the medians: below 1, rgz is the faster one. */
  ratio: number;
  /** The middle half of the ratios of the single pairs: how steady the machine was. */
  spread: readonly [low: number, high: number];
  turns: number;
}

interface Pair {
  ours: number;
  peer: number;
}

const least = 3;
/** Milliseconds. In a pair that takes longer, what a first run does more than a later one is below what can be told. */
const long = 10_000;

/**
 * Runs two programs in pairs; in every other pair the peer goes first. The first pair warms up and does not count,
 * unless it is a long one. When the time is up no new pair is begun, once there are three: of pairs of half a minute
 * three agree to a few percent, while the budgets of such peers are a factor of two and more.
 */
export function compare(ours: Side, peer: Side, { turns, seconds }: { turns: number; seconds: number }): Comparison {
  const pairs: Pair[] = [];
  const end = Date.now() + seconds * 1000;
  for (let turn = 0; turn <= turns; turn += 1) {
    if (pairs.length >= least && Date.now() > end) break;
    const first = turn % 2 === 0 ? run(ours, turn) : undefined;
    const theirs = run(peer, turn);
    const mine = first ?? run(ours, turn);
    if (turn > 0 || mine + theirs > long) pairs.push({ ours: mine, peer: theirs });
  }
  if (pairs.length === 0) throw new Error('there was nothing to measure after the warming up');
  return compared(pairs);
}

function compared(pairs: readonly Pair[]): Comparison {
  const ratios = pairs.map((pair) => pair.ours / pair.peer).sort((left, right) => left - right);
  const quarter = Math.floor(ratios.length / 4);
  const [mine, theirs] = [median(pairs.map((pair) => pair.ours)), median(pairs.map((pair) => pair.peer))];
  return {
    ours: mine,
    peer: theirs,
    ratio: mine / theirs,
    spread: [ratios.at(quarter) ?? Number.NaN, ratios.at(-1 - quarter) ?? Number.NaN],
    turns: pairs.length,
  };
}

function run(side: Side, turn: number): number {
  side.prepare?.(turn);
  return timeOf(side.turn?.(turn) ?? side.program);
}
