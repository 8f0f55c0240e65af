import { openForPush } from '../../src/hook-app.ts';
import { type JudgedPush, judgePush } from '../../src/operations/judge-push.ts';
import { readSettings } from '../../src/settings.ts';
import type { Repository } from '../kit/repository.ts';
import type { Outcome } from './attack.ts';
import { serve } from './judge.ts';

/** What the hook of a server says, whose branch stands where it did before. */
export async function push(repository: Repository, { base, head }: Required<Outcome>): Promise<JudgedPush | undefined> {
  const folder = serve(repository, base);
  const settings = readSettings(repository.env('vera'));
  const app = await openForPush({ start: folder, from: folder, settings, version: 'test', interactive: false });
  try {
    return (await judgePush(app, [{ before: base, after: head, ref: 'refs/heads/main' }], undefined))[0];
  } finally {
    await app.git.close();
  }
}
