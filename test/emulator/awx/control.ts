import type { AwxEmulator } from './emulator.ts';
import type { FaultRule } from './faults.ts';
import type { Pace } from './options.ts';
import type { End } from './world.ts';

/**
 * What a test tells an emulator in another process: `GET log`, `POST faults` (a list of rules; `DELETE` clears them),
 * `POST finish` (an attempt and how it ends), `POST pace`, `POST hold`, `POST stop`, and `GET deliveries` of callbacks.
 */
export async function control(emulator: AwxEmulator, method: string, path: string, body: string) {
  const given: unknown = body === '' ? {} : JSON.parse(body);
  const done = { status: 200, body: {} };
  switch (`${method} ${path}`) {
    case 'GET log':
      return { status: 200, body: emulator.log.lines };
    case 'GET deliveries':
      return { status: 200, body: emulator.callbacks.deliveries };
    case 'POST faults':
      emulator.faults.add(...(given as FaultRule[]));
      return done;
    case 'DELETE faults':
      emulator.faults.clear();
      return done;
    case 'POST finish': {
      const { attempt, ...end } = given as End & { attempt: string };
      emulator.finish(attempt, end);
      return done;
    }
    case 'POST pace':
      Object.assign(emulator.world.pace, given as Partial<Pace>);
      return done;
    case 'POST hold':
      emulator.world.hold = (given as { hold: boolean }).hold;
      return done;
    case 'POST stop':
      setImmediate(() => void emulator.close());
      return done;
    default:
      return { status: 404, body: { problem: `the emulator has no ${method} ${path}` } };
  }
}
