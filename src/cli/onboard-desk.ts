import { basename } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { App } from '../app.ts';
import type { Locale } from '../domain/notice.ts';
import { activateOnboarding } from '../operations/activate-onboarding.ts';
import type { Finding } from '../operations/import-report.ts';
import { markedCopy } from '../operations/import-report.ts';
import { importWorkbook } from '../operations/import-workbook.ts';
import { listOnboardings } from '../operations/list-onboardings.ts';
import { lookAtOnboarding } from '../operations/look-at-onboarding.ts';
import { lookAtRemote } from '../operations/look-at-remote.ts';
import { makeWorkbook } from '../operations/make-workbook.ts';
import { type Barred, barredFromStarting } from '../operations/may-onboard.ts';
import type { ImportProgress } from '../operations/read-workbook.ts';
import { setUsers } from '../operations/set-users.ts';
import { startOnboarding } from '../operations/start-onboarding.ts';
import type { Written } from '../operations/write-until-won.ts';
import type { CheckoutOutcome } from '../ports/git.ts';
import { typedPath } from './complete-path.ts';
import type { Context } from './context.ts';
import { answerQuestion } from './onboard-answers.ts';
import { companyInput, lineView, readingView, sessionView, userInput } from './onboard-view.ts';
import { readWorkbookFile } from './read-workbook-file.ts';
import { asRgzError } from './render/error.ts';
import type { Hooks, OnboardDesk, Outcome, Wish } from './ui/onboard/desk.ts';
import type { Answer, Question } from './ui/onboard/questions.ts';
import type { Plan, Session } from './ui/onboard/session.ts';
import { writeWorkbookFile } from './write-workbook-file.ts';

interface WorkbookInHand {
  path: string;
  bytes: Uint8Array;
  errors: readonly Finding[];
  locale: Locale;
}

/** States that there is something left to do in. */
const goesOn: ReadonlySet<string> = new Set(['in_progress', 'imported', 'activating', 'applying', 'failed', 'unknown']);

/** How long it is from one look at the remote to the next while somebody watches, in milliseconds. */
const usualPause = 2000;

/** A desk over the operations: each step is a commit, decided on the session as the screen showed it. */
export class CompanyDesk implements OnboardDesk {
  /** What became of the user's checkout, last. */
  checkout: CheckoutOutcome | undefined;
  readonly #context: Context;
  readonly #app: App;
  readonly #pause: number;
  /** What is imported is what was looked at, whatever becomes of the file meanwhile. */
  #workbook: WorkbookInHand | undefined;

  constructor(context: Context, app: App, pause = usualPause) {
    this.#context = context;
    this.#app = app;
    this.#pause = pause;
  }

  readonly perform = async (wish: Wish, hooks: Hooks): Promise<Outcome> => {
    try {
      return await this.#perform(wish, hooks);
    } catch (error) {
      if (wish.kind === 'read' && hooks.signal.aborted) return {};
      const { message, remedy, explanations } = asRgzError(error);
      const more = explanations.map((each) => each.message).filter((each) => !message.includes(each));
      const refusal = { message: [message, ...more.slice(0, 2)].join('; '), remedy };
      const id = 'session' in wish ? wish.session?.id : undefined;
      // Whoever was refused sees what they were refused on.
      const session = id === undefined ? undefined : await this.session(id).catch(() => undefined);
      return { refusal, ...(session === undefined ? {} : { session }) };
    }
  };

  readonly ask = async (question: Question): Promise<Answer> => {
    const { folder, settings } = this.#context;
    return answerQuestion(this.#app, question, { folder, home: settings.home }).catch(() => ({}));
  };

  readonly watch = async ({ id }: Session, signal: AbortSignal): Promise<Outcome> => {
    try {
      await setTimeout(this.#pause, undefined, { signal });
      const { failure } = await lookAtRemote(this.#app.git);
      const session = await this.session(id);
      return failure === undefined
        ? { session }
        : { session, refusal: { message: failure.message, remedy: failure.remedy } };
    } catch (error) {
      if (signal.aborted) return {};
      const { message, remedy } = asRgzError(error);
      return { refusal: { message, remedy } };
    }
  };

  /** A session as it stands. */
  async session(id: string): Promise<Session> {
    return sessionView(await lookAtOnboarding(this.#app, id), this.#app.clock.now());
  }

  /** Why whoever is here can start no onboarding: of this tenant, or of any. */
  barred(tenant?: string): Promise<Barred | undefined> {
    return barredFromStarting(this.#app, tenant);
  }

  /** The sessions that may be gone on with, newest first, as the remote has them. */
  async sessions() {
    await lookAtRemote(this.#app.git);
    const { rows } = await listOnboardings(this.#app);
    const now = this.#app.clock.now();
    return rows.map((row) => lineView(row, now)).filter(({ state }) => goesOn.has(state));
  }

  async #perform(wish: Wish, hooks: Hooks): Promise<Outcome> {
    switch (wish.kind) {
      case 'list':
        return { sessions: await this.sessions() };
      case 'open':
        await lookAtRemote(this.#app.git);
        return { session: await this.session(wish.id) };
      case 'company':
        return this.#setCompany(wish);
      case 'users':
        return this.#stepped(
          await setUsers(this.#app, wish.session.id, wish.users.map(userInput), {
            replace: true,
            seen: wish.session.mark,
          }),
        );
      case 'workbook':
        return this.#makeWorkbook(wish);
      case 'read':
        return this.#read(wish, hooks);
      case 'import':
        return this.#bring(wish);
      case 'mark':
        return this.#mark();
      case 'activate': {
        const { id, mark, imported } = wish.session;
        return this.#stepped(await activateOnboarding(this.#app, id, { plan: imported?.digest, seen: mark }));
      }
    }
  }

  async #setCompany({ company, session }: Extract<Wish, { kind: 'company' }>): Promise<Outcome> {
    const input = { company: companyInput(company) };
    const again = session === undefined ? {} : { replace: true, seen: session.mark };
    const outcome = await this.#stepped(await startOnboarding(this.#app, { tenant: company.tenant, input, ...again }));
    return session === undefined ? { ...outcome, said: `${outcome.session?.id} is started` } : outcome;
  }

  async #makeWorkbook({ path, locale, session }: Extract<Wish, { kind: 'workbook' }>): Promise<Outcome> {
    const { company, id } = session;
    // The language is the session's: messages on the workbook and invitations are in it as well.
    if (locale !== session.locale) {
      const input = { company: companyInput(company), locale };
      await startOnboarding(this.#app, { tenant: company.tenant, input, replace: true, seen: session.mark });
    }
    const { result, commit, checkout } = await makeWorkbook(this.#app, id, { locale });
    this.checkout = checkout ?? this.checkout;
    writeWorkbookFile(this.#context, typedPath(path, this.#context.settings.home), result.bytes);
    const unchanged = commit === undefined && locale === session.locale;
    return { session: await this.session(id), said: `written: ${path}`, unchanged };
  }

  async #read({ path, session }: Extract<Wish, { kind: 'read' }>, { progress, signal }: Hooks): Promise<Outcome> {
    const bytes = readWorkbookFile(this.#context, typedPath(path, this.#context.settings.home));
    const { result } = await importWorkbook(
      this.#app,
      session.id,
      { bytes, name: basename(path) },
      { dryRun: true, signal, onProgress: timed(progress) },
    );
    this.#workbook = { path, bytes, errors: result.errors, locale: result.locale };
    return { reading: readingView(result, { path, file: basename(path), size: bytes.length }) };
  }

  async #bring({ plan, session }: { plan: Plan; session: Session }): Promise<Outcome> {
    const { bytes, path } = this.#inHand();
    const written = await importWorkbook(
      this.#app,
      session.id,
      { bytes, name: basename(path) },
      { seen: session.mark },
    );
    const { result, commit, checkout } = written;
    this.checkout = checkout ?? this.checkout;
    const said = `${plan.file} is imported`;
    return { session: await this.session(result.id), said, unchanged: commit === undefined };
  }

  async #mark(): Promise<Outcome> {
    const { path, bytes, errors, locale } = this.#inHand();
    const copy = path.replace(/(?:-marked)?\.xlsx$/i, '-marked.xlsx');
    const marked = await markedCopy(this.#app, bytes, errors, locale);
    writeWorkbookFile(this.#context, typedPath(copy, this.#context.settings.home), marked);
    return { said: `written: ${copy}` };
  }

  #inHand(): WorkbookInHand {
    if (this.#workbook === undefined) throw new Error('no workbook was read');
    return this.#workbook;
  }

  async #stepped({ result, commit, checkout }: Written<{ id: string }>): Promise<Outcome> {
    this.checkout = checkout ?? this.checkout;
    return { session: await this.session(result.id), unchanged: commit === undefined };
  }
}

/** How often progress is told: as fast as it can be seen. */
const tick = 80;

/** Progress with the time it took, told no more often than it can be seen. */
function timed(progress: Hooks['progress']): (how: ImportProgress) => void {
  const began = performance.now();
  let last = 0;
  return ({ table, rows, share }) => {
    const now = performance.now();
    if (now - last < tick) return;
    last = now;
    progress({ part: table, rows, share, seconds: (now - began) / 1000 });
  };
}
