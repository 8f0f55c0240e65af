import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { definitions, type MetricDefinition, type MetricName } from './definitions.ts';

type Named<Type extends MetricDefinition['type']> = {
  [Name in MetricName]: (typeof definitions)[Name]['type'] extends Type ? Name : never;
}[MetricName];

/** The metrics of this process: rgz's own by their definitions, and what is told of every Node process. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #gauges = new Map<string, Gauge>();
  readonly #counters = new Map<string, Counter>();
  readonly #histograms = new Map<string, Histogram>();

  constructor() {
    for (const [name, definition] of Object.entries<MetricDefinition>(definitions)) this.#define(name, definition);
    collectDefaultMetrics({ register: this.#registry });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  set(name: Named<'gauge'>, value: number, labels: Record<string, string> = {}): void {
    this.#gauges.get(name)?.set(labels, value);
  }

  /** Forgets the values of labels that may not come again. */
  clear(name: Named<'gauge'>): void {
    this.#gauges.get(name)?.reset();
  }

  add(name: Named<'counter'>, count: number, labels: Record<string, string> = {}): void {
    this.#counters.get(name)?.inc(labels, count);
  }

  observe(name: Named<'histogram'>, value: number): void {
    this.#histograms.get(name)?.observe(value);
  }

  #define(name: string, { type, help, labels, buckets = [] }: MetricDefinition): void {
    const options = { name, help, labelNames: labels, registers: [this.#registry] };
    if (type === 'gauge') this.#gauges.set(name, new Gauge(options));
    else if (type === 'counter') this.#counters.set(name, new Counter(options));
    else this.#histograms.set(name, new Histogram({ ...options, buckets: [...buckets] }));
  }
}
