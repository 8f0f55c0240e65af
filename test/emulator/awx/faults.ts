/**
 * What can go wrong with a request. Before it is carried out: `down` (the connection breaks), `bad-gateway`, `unavailable`,
 * `migrating`, `throttled`, `expired-token`, `slow`. After: `lost-answer` (the connection breaks), `half-answer`,
 * `bad-gateway-after`, `gateway-timeout-after`. `late`: the connection breaks, and it is carried out so many seconds later.
 */
export type RequestFault =
  | 'down'
  | 'bad-gateway'
  | 'unavailable'
  | 'migrating'
  | 'throttled'
  | 'expired-token'
  | 'slow'
  | 'lost-answer'
  | 'half-answer'
  | 'bad-gateway-after'
  | 'gateway-timeout-after'
  | 'late';

/** What can go wrong with a job: `ignored-fields` as if no field were prompted for, `sliced` as if the template were. */
export type JobFault = 'ignored-fields' | 'sliced' | 'delayed-start' | 'reaped' | 'fails' | 'error' | 'late-events';

/** What can go wrong with a call to whoever waits for a job. `early`: that it has ended is told before that it runs. */
export type CallbackFault = 'callback-lost' | 'callback-twice' | 'callback-early';

export interface FaultRule {
  fault: RequestFault | JobFault | CallbackFault;
  /** Which requests a request fault is for. */
  on?: 'launch' | 'cancel' | 'read' | 'any';
  /** How many chances it lets pass first. */
  skip?: number;
  /** How often it happens: once, unless there is a `chance`. */
  times?: number;
  /** How likely it is each time. */
  chance?: number;
  /** For those that take time. */
  seconds?: number;
}

interface Rule extends FaultRule {
  skip: number;
  times: number;
}

const jobFaults = ['ignored-fields', 'sliced', 'delayed-start', 'reaped', 'fails', 'error', 'late-events'];

/** Decides what goes wrong, by rules that are used up one chance at a time. */
export class Faults {
  readonly #random: () => number;
  #rules: Rule[] = [];

  constructor(random: () => number, rules: readonly FaultRule[] = []) {
    this.#random = random;
    this.add(...rules);
  }

  add(...rules: readonly FaultRule[]): void {
    for (const rule of rules) {
      const often = rule.chance === undefined ? 1 : Number.POSITIVE_INFINITY;
      this.#rules.push({ ...rule, skip: rule.skip ?? 0, times: rule.times ?? often });
    }
  }

  clear(): void {
    this.#rules = [];
  }

  request(what: 'launch' | 'cancel' | 'read'): (Rule & { fault: RequestFault }) | undefined {
    const fits = (rule: Rule): rule is Rule & { fault: RequestFault } => {
      const on = rule.on ?? 'launch';
      return !jobFaults.includes(rule.fault) && !rule.fault.startsWith('callback-') && (on === 'any' || on === what);
    };
    return this.#rules.find((rule): rule is Rule & { fault: RequestFault } => fits(rule) && this.#happens(rule));
  }

  /** Each fault that befalls the next job, with its seconds. */
  job(): ReadonlyMap<JobFault, number> {
    const rules = this.#rules.filter((rule) => jobFaults.includes(rule.fault) && this.#happens(rule));
    return new Map(rules.map(({ fault, seconds = 0 }) => [fault as JobFault, seconds]));
  }

  callback(fault: CallbackFault): boolean {
    return this.#rules.some((rule) => rule.fault === fault && this.#happens(rule));
  }

  #happens(rule: Rule): boolean {
    if (rule.times <= 0) return false;
    if (rule.skip > 0) {
      rule.skip -= 1;
      return false;
    }
    if (rule.chance !== undefined && this.#random() >= rule.chance) return false;
    rule.times -= 1;
    return true;
  }
}
