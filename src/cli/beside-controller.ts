import type { ControllerServer } from '../api/controller-server.ts';
import type { App } from '../app.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Context } from './context.ts';

interface Wish {
  name: string;
  pollMs: number;
  listen?: string;
  once?: true;
  plan?: true;
}

/** What is served beside a controller; undefined where nobody asked for it. Nothing is listened to yet. */
export async function besideController(
  { settings, version }: Context,
  app: App,
  { name, pollMs, listen, once, plan }: Wish,
): Promise<ControllerServer | undefined> {
  if (listen === undefined) return undefined;
  if (once || plan) {
    throw new RgzError('usage.invalid', `--listen is for a controller that stays: ${once ? '--once' : '--plan'} ends`, {
      remedy: ['rgz controller run --listen <host:port>', 'rgz controller run --help'],
    });
  }
  const [{ controllerServer }, { readListenAddress }, { callbackSecret }] = await Promise.all([
    import('../api/controller-server.ts'),
    import('../api/listen-address.ts'),
    import('../api/callback-secret.ts'),
  ]);
  const address = readListenAddress(listen);
  if (address === undefined) {
    throw new RgzError('usage.invalid', `--listen takes a host and a port, not "${listen}"`, {
      remedy: ['--listen 127.0.0.1:9464', "--listen '[::]:9464'   # on every address of this machine"],
    });
  }
  const secret = await callbackSecret(app, settings);
  return controllerServer({ name, version, address, secret, pollMs, now: app.clock.milliseconds() });
}
