import type { App } from '../app.ts';
import type { Json } from '../domain/json.ts';
import type { Locale } from '../domain/notice.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Acted } from '../operations/act.ts';
import { addEvidence } from '../operations/add-evidence.ts';
import { changeItem, given, leastReason } from '../operations/change-item.ts';
import { lookAtRemote } from '../operations/look-at-remote.ts';
import { showChecklist } from '../operations/read-checklist.ts';
import type { Written } from '../operations/write-until-won.ts';
import type { CheckoutOutcome } from '../ports/git.ts';
import { completePath, typedPath } from './complete-path.ts';
import type { Context } from './context.ts';
import { readEvidence } from './read-evidence.ts';
import { asRgzError } from './render/error.ts';
import type { Desk, Outcome, Wish } from './ui/work/desk.ts';
import type { WorkPoint, WorkView } from './ui/work/work-view.ts';
import { workView } from './work-view.ts';

interface Chosen {
  ref: string;
  locale: Locale;
}

/** A desk over the operations: each wish is one commit, decided on the point as the screen showed it. */
export class WorkDesk implements Desk {
  readonly me: string;
  readonly leastReason = leastReason;
  /** What became of the user's checkout, last. */
  checkout: CheckoutOutcome | undefined;
  readonly #context: Context;
  readonly #app: App;
  readonly #chosen: Chosen;

  constructor(context: Context, app: App, chosen: Chosen, me: string) {
    this.#context = context;
    this.#app = app;
    this.#chosen = chosen;
    this.me = me;
  }

  async view(): Promise<WorkView> {
    const { ref, locale } = this.#chosen;
    return workView(await showChecklist(this.#app, ref, locale), this.#app.clock.now());
  }

  readonly perform = async (wish: Wish, point: WorkPoint | undefined): Promise<Outcome> => {
    try {
      return wish.kind === 'refresh' || point === undefined ? await this.#refresh() : await this.#write(wish, point);
    } catch (error) {
      const { message, remedy } = asRgzError(error);
      // Whoever was refused sees what they were refused on.
      const view = await this.view().catch(() => undefined);
      return { ...(view === undefined ? {} : { view }), refusal: { message, remedy } };
    }
  };

  readonly complete = async (what: 'file' | 'assign', text: string): Promise<readonly string[]> => {
    if (what === 'file') return completePath(text, this.#context.folder, this.#context.settings.home);
    const view = await this.#app.store.view('read').catch(() => undefined);
    const people = (await view?.policy().catch(() => undefined))?.people ?? [];
    return people.flatMap(({ id }) => (id.startsWith(text.toLowerCase()) ? [id] : [])).sort();
  };

  async #refresh(): Promise<Outcome> {
    const { seen, failure } = await lookAtRemote(this.#app.git);
    if (failure !== undefined) throw failure;
    return {
      view: await this.view(),
      said: seen ? 'this is how it is on the remote' : 'there is no remote to look at',
    };
  }

  async #write(wish: Exclude<Wish, { kind: 'refresh' }>, point: WorkPoint): Promise<Outcome> {
    const { result, checkout } = await this.#change(wish, point);
    this.checkout = checkout;
    const reopened = result.loaded.fold.state === 'approved' && result.state !== 'approved';
    const said = reopened ? { said: `${point.number} changed; the checklist was approved and is open again` } : {};
    return { view: await this.view(), ...said };
  }

  #change(wish: Exclude<Wish, { kind: 'refresh' }>, { id, mark }: WorkPoint): Promise<Written<Acted>> {
    const put = (action: string, fields: Record<string, Json>) =>
      changeItem(this.#app, this.#chosen.ref, id, action, () => ({ fields }), mark);
    switch (wish.kind) {
      case 'validate':
        return put('validated', {});
      case 'assign':
        return put('assigned', { assignee: wish.to === '' ? null : wish.to });
      case 'attach': {
        const { bytes, name } = readEvidence(this.#context, typedPath(wish.file, this.#context.settings.home));
        return addEvidence(this.#app, this.#chosen.ref, id, { bytes, name, mark });
      }
      case 'set': {
        const { status, notes, reason, url } = wish;
        return put('item-set', given({ status, notes, reason, url }));
      }
    }
  }
}

/** Where nothing can be drawn, the same is done by these. */
export function refuseWithoutTerminal(ref: string): RgzError {
  return new RgzError('usage.invalid', 'this needs a terminal to draw on, on both ends and outside of CI', {
    remedy: [
      `rgz checklist show ${ref}`,
      `rgz checklist set ${ref} <item> --status completed`,
      `rgz checklist evidence ${ref} <item> <file>`,
      `rgz checklist validate ${ref} <item>`,
    ],
  });
}
