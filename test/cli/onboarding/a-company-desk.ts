import { Context } from '../../../src/cli/context.ts';
import { CompanyDesk } from '../../../src/cli/onboard-desk.ts';
import type { Outcome, Wish } from '../../../src/cli/ui/onboard/desk.ts';
import type { Answer, Question } from '../../../src/cli/ui/onboard/questions.ts';
import type { ReadProgress, Session } from '../../../src/cli/ui/onboard/session.ts';
import { readSettings } from '../../../src/settings.ts';
import { undoAfterTest } from '../../kit/clean-up.ts';
import type { Repository, Who } from '../../kit/repository.ts';
import { aTerminal } from '../ui/a-terminal.ts';

export interface Sitting {
  desk: CompanyDesk;
  /** Wishes something, and gives what came of it with the progress that was told. */
  wish: (wish: Wish, signal?: AbortSignal) => Promise<Outcome & { progress: readonly ReadProgress[] }>;
  /** The same of a session as it stands; throws where it was refused. */
  done: (wish: Wish) => Promise<Session>;
  ask: (question: Question) => Promise<Answer>;
}

/** Somebody in front of the wizard in a clone. */
export async function sit(repository: Repository, who: Who = 'ada', cwd = repository.work): Promise<Sitting> {
  const { stdin, stdout } = aTerminal();
  const env = repository.env(who);
  const exit = (): never => {
    throw new Error('it ended');
  };
  const host = { stdin, stdout, stderr: stdout, env, cwd: () => cwd, once: () => undefined, exit };
  const program = { version: '0.0.0', build: 'test' };
  const context = new Context(host, readSettings(env), {}, program, async () => [], { handle: () => undefined });
  undoAfterTest(() => context.close());
  const desk = new CompanyDesk(context, await context.app(), 1);
  const wish: Sitting['wish'] = async (wish, signal = new AbortController().signal) => {
    const progress: ReadProgress[] = [];
    const outcome = await desk.perform(wish, { progress: (how) => progress.push(how), signal });
    return { ...outcome, progress };
  };
  return {
    desk,
    wish,
    async done(wanted) {
      const { session, refusal } = await wish(wanted);
      if (session === undefined || refusal !== undefined) throw new Error(JSON.stringify(refusal));
      return session;
    },
    ask: desk.ask,
  };
}
