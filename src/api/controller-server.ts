import type { Pass } from '../controller/controller.ts';
import type { ControllerDeps } from '../controller/controller-deps.ts';
import type { Running } from '../controller/start.ts';
import type { JournalEntry } from '../ports/journal.ts';
import type { ListenAddress } from './listen-address.ts';
import { ControllerMetrics } from './metrics/controller-metrics.ts';
import { type Listening, serveController } from './serve-controller.ts';

export interface ControllerServerParts {
  name: string;
  version: string;
  address: ListenAddress;
  secret: string;
  pollMs: number;
  now: number;
}

/** What is served beside a controller, before, while and after it runs. */
export interface ControllerServer {
  hear(entry: JournalEntry): void;
  visit(pass: Pass): void;
  serve(deps: ControllerDeps): (running: Running) => Promise<void>;
  close(): Promise<void>;
}

export function controllerServer({ name, version, now, ...parts }: ControllerServerParts): ControllerServer {
  const metrics = new ControllerMetrics({ controller: name, version, now });
  let listening: Listening | undefined;
  return {
    hear: (entry) => metrics.hear(entry),
    visit: (pass) => metrics.see(pass),
    serve: (deps) => async (running) => {
      listening = await serveController({ ...parts, deps, running, metrics });
    },
    close: async () => listening?.close(),
  };
}
