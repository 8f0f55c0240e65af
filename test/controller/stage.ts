import { join } from 'node:path';
import { openCodesWith } from '../../src/adapters/codes/index.ts';
import { LocalTexts } from '../../src/adapters/controller-state/local-texts.ts';
import { loadLooks } from '../../src/adapters/skeleton/index.ts';
import { openApp } from '../../src/app.ts';
import { Controller } from '../../src/controller/controller.ts';
import type { ControllerDeps } from '../../src/controller/controller-deps.ts';
import { Outbox } from '../../src/controller/outbox/outbox.ts';
import { RemoteNews } from '../../src/controller/remote-news.ts';
import { type Outlook, outlookOf } from '../../src/controller/report.ts';
import { type RunOptions, runController } from '../../src/controller/run-controller.ts';
import { nameOf } from '../../src/controller-app.ts';
import { journalEvents } from '../../src/domain/journal-events.ts';
import { kinds } from '../../src/kinds/index.ts';
import { audit } from '../../src/operations/audit.ts';
import { locate } from '../../src/operations/gather.ts';
import type { Admitted } from '../../src/ports/controller-state.ts';
import type { JournalEntry } from '../../src/ports/journal.ts';
import { readSettings } from '../../src/settings.ts';
import { FakeInbox } from '../fakes/channel.ts';
import { FakeWorld } from '../fakes/deployer.ts';
import { makeRepository, type Repository, type RepositoryOptions } from '../kit/repository.ts';

export const withDeployer = {
  environments: { dev: { deployer: 'fake' }, staging: { deployer: 'fake' }, prod: { deployer: 'fake' } },
  order: ['dev', 'staging', 'prod'],
  deployers: { fake: { type: 'command', command: ['true'] } },
};

/** A records repository, the world behind its deployer, and controllers that share a clock which only waiting moves. */
export class Stage {
  readonly repository: Repository;
  readonly world: FakeWorld;
  readonly inbox = new FakeInbox();
  readonly journal: JournalEntry[] = [];
  now: number;
  /** Where controllers find keys that the configuration names. */
  env: Record<string, string> = {};
  #kept = new Map<string, Admitted>();
  #texts = new Map<string, LocalTexts>();

  constructor(repository: Repository) {
    this.repository = repository;
    this.now = Date.now();
    this.world = new FakeWorld(() => this.now);
    this.world.outcome = { after: 2, ends: { kind: 'succeeded' } };
  }

  /** An approved request. */
  async approved(wish: Parameters<Repository['request']>[1] = {}): Promise<string> {
    const id = await this.repository.request('dora', wish);
    (await this.repository.rgz('cleo', 'approve', id)).orThrow();
    return id;
  }

  #places(name: string): LocalTexts {
    const known = this.#texts.get(name) ?? newTexts();
    this.#texts.set(name, known);
    return known;
  }

  /** A controller as a process that was just started has it; what only its memory held is gone. */
  async open(name = 'one', change: (deps: ControllerDeps) => ControllerDeps = (deps) => deps): Promise<Actor> {
    const { repository } = this;
    const app = await openApp({
      start: repository.work,
      from: repository.work,
      settings: readSettings(repository.env('robot')),
      version: '0',
      interactive: false,
    });
    let pending = false;
    const clock = {
      now: () => `${new Date(this.now).toISOString().slice(0, 19)}Z`,
      milliseconds: () => this.now,
      pause: async () => undefined,
      chance: Math.random,
    };
    const deps: ControllerDeps = {
      ...app,
      clock,
      openDeployer: async () => this.world.open(),
      openChannel: async (name) => this.inbox.open(name),
      looks: loadLooks,
      openCodes: openCodesWith({ env: this.env, folder: join(repository.work, '.git', 'rgz', `codes-${name}`) }),
      nameOf,
      journal: (entry) => this.journal.push(known(entry)),
      state: {
        instance: 'clone-a',
        recall: () => this.#kept.get(name),
        remember: (admitted) => this.#kept.set(name, admitted),
        places: this.#places(name),
        beat: () => true,
        lock: async () => true,
        unlock: () => undefined,
      },
      waker: {
        stopping: false,
        wait: async (milliseconds) => {
          // Calls of the fake answer before anybody's next turn; time passes only while nothing is on its way.
          await new Promise((resolve) => setImmediate(resolve));
          if (!pending) this.now += milliseconds;
          pending = false;
          return 'time';
        },
        call: () => {
          pending = true;
        },
        close: async () => undefined,
      },
    };
    return new Actor(change(deps), name);
  }
}

function newTexts(): LocalTexts {
  return new LocalTexts(
    () => undefined,
    () => undefined,
  );
}

/** An entry whose event is listed for those who read the journal, or is one that records keep. */
function known(entry: JournalEntry): JournalEntry {
  const written = kinds.flatMap(({ actions }) => actions.map(({ action }) => action));
  if (Object.hasOwn(journalEvents, entry.event) || written.includes(entry.event)) return entry;
  throw new Error(`the journal tells of ${entry.event}, which no list names`);
}

/** One controller process. */
export class Actor {
  readonly deps: ControllerDeps;
  readonly controller: Controller;
  readonly news: RemoteNews;
  readonly outbox: Outbox;

  constructor(deps: ControllerDeps, name: string) {
    this.deps = deps;
    const { instance } = deps.state;
    const startedAt = deps.clock.milliseconds();
    this.controller = new Controller(deps, { controller: name, instance, startedAt, shard: undefined, claims: 32 });
    this.news = new RemoteNews(deps, 60_000);
    this.outbox = new Outbox(deps, name);
  }

  async run(until: RunOptions['until'] = 'idle', timeoutMs = 4 * 3_600_000): Promise<Outlook & { written: number }> {
    const { written, last } = await runController(this.deps, this.controller, this.news, this.outbox, {
      until,
      timeoutMs,
    });
    return { written, ...outlookOf(last) };
  }

  /** A record as the branch has it now. */
  async stateOf(id: string): Promise<{ state: string; actions: readonly string[]; last: Record<string, unknown> }> {
    const view = await this.deps.store.view('write');
    const { record, fold } = await view.load(await locate(view, id));
    const history = record.status?.history ?? [];
    return { state: fold.state ?? '', actions: history.map(({ action }) => action), last: { ...history.at(-1) } };
  }

  /** What an audit of the whole trail finds. */
  async findings(): Promise<readonly string[]> {
    return (await audit(this.deps, {})).findings.map(({ rule, message }) => `${rule}: ${message}`);
  }

  async end(): Promise<void> {
    await Promise.all([this.controller.close(), this.outbox.close()]);
    await this.deps.git.close();
  }
}

/** A stage whose configuration names the fake deployer. */
export async function makeStage(options: RepositoryOptions = {}): Promise<Stage> {
  const repository = await makeRepository({ config: withDeployer, ...options });
  return new Stage(repository);
}
