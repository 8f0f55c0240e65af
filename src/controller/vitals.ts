import { launchWait } from '../reconcile/launch-wait.ts';
import type { Pass } from './controller.ts';
import type { Running } from './start.ts';

/** How a controller is doing at one moment, in figures. */
export interface Vitals {
  /** The last pass; undefined before the first. */
  pass: PassVitals | undefined;
  /** The remote answers and takes commits. */
  remoteUp: boolean;
  cloneWritable: boolean;
  /** The deployers that were asked so far. */
  deployers: readonly { name: string; up: boolean }[];
  /** How often others moved the branch first. */
  pushConflicts: number;
  callsUnderWay: number;
}

interface PassVitals {
  tip: string;
  /** Seconds since it ended. */
  age: number;
  /** How many records each closed gate holds. */
  held: ReadonlyMap<string, number>;
  quarantined: number;
  lineHeld: boolean;
}

export function vitalsOf({ controller, news, latest }: Running, now: number): Vitals {
  const pass = latest();
  const deployers = [...controller.calls.desk.deployers].flatMap(([name, { readiness, failures }]) =>
    readiness === undefined ? [] : [{ name, up: readiness.kind !== 'broken' && failures === 0 }],
  );
  return {
    pass: pass === undefined ? undefined : passVitals(pass, now),
    remoteUp: news.trouble === undefined || news.trouble.code === 'git.unwritable',
    cloneWritable: news.trouble?.code !== 'git.unwritable',
    deployers,
    pushConflicts: controller.lost,
    callsUnderWay: controller.calls.underWay,
  };
}

function passVitals({ tip, at, took, plan, admitted }: Pass, now: number): PassVitals {
  const held = new Map<string, number>();
  for (const { closed } of plan.held)
    for (const gate of new Set(closed.map((verdict) => verdict.gate))) held.set(gate, (held.get(gate) ?? 0) + 1);
  return {
    tip,
    age: Math.max(now - at - took, 0) / 1000,
    held,
    quarantined: admitted.quarantined.length,
    lineHeld: admitted.lineHeld !== undefined,
  };
}

/** Tells of each launch of this process once: how many seconds the record had been due. */
export class LaunchWaits {
  #known: ReadonlySet<string> = new Set();

  in({ snapshot: { items, manners } }: Pass): readonly number[] {
    const { controller, instance } = manners;
    const startedAt = Math.floor(manners.startedAt / 1000) * 1000;
    const launched = items
      .flatMap((item) => (item.state === item.work.doing ? (launchWait(item) ?? []) : []))
      .filter((each) => each.controller === controller && each.instance === instance && each.launchedAt >= startedAt);
    const fresh = launched.filter(({ attempt }) => !this.#known.has(attempt));
    this.#known = new Set(launched.map(({ attempt }) => attempt));
    return fresh.map(({ seconds }) => seconds);
  }
}
