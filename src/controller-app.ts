import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { controllerState, readAdmitted, readBeats } from './adapters/controller-state/index.ts';
import { placeOf } from './adapters/memory/sealed-file.ts';
import { type App, ruleSet } from './app.ts';
import type { ControllerDeps } from './controller/controller-deps.ts';
import { kinds } from './kinds/index.ts';
import type { Heard } from './operations/explain-turn.ts';
import type { OpenChannel } from './ports/channel.ts';
import type { OpenCodes } from './ports/codes.ts';
import type { Beat } from './ports/controller-state.ts';
import type { OpenDeployer } from './ports/deployers.ts';
import type { Journal, JournalEntry } from './ports/journal.ts';
import { type Settings, sendSignal } from './settings.ts';

export interface ControllerParts {
  name: string;
  /** Where the journal goes, a line a thing: as `format` words it, or as JSON. */
  write(line: string): void;
  format: ((entry: JournalEntry) => string) | undefined;
  /** Hears of every entry too. */
  hear?: ((entry: JournalEntry) => void) | undefined;
  /** Stay awake for changes of refs; a run that ends by itself has no need. */
  watchRefs: boolean;
  settings: Settings;
  version: string;
}

export type ControllerApp = App & ControllerDeps & { stop(): void };

/** The parts of a controller around a repository that is open. */
export async function forController(app: App, parts: ControllerParts): Promise<ControllerApp> {
  const { git } = app;
  const { openWaker } = await import('./adapters/watch/index.ts');
  const waker = openWaker(git.commonDir, parts.watchRefs);
  const state = controllerState(stateFolder(app), parts.name, sealOf(app, parts.version));
  const journal = await journalOf(parts);
  return {
    ...app,
    state,
    openDeployer: deployersFor(app, state.instance, parts.settings, journal),
    waker,
    journal,
    openChannel: channelsFor(parts.settings, journal),
    looks: async () => (await import('./adapters/skeleton/index.ts')).loadLooks(),
    openCodes: codesFor(app, parts.settings),
    nameOf,
    stop: () => waker.stop(),
  };
}

/** What the controllers of this clone found out, for who explains beside them. */
export async function heardOf(app: App, version: string): Promise<Heard> {
  const folder = stateFolder(app);
  const beats = await readBeats(folder);
  return { admitted: readAdmitted(folder, sealOf(app, version)), beats: beats.filter(({ alive }) => alive) };
}

/** What the controllers of this clone last said. */
export function beatsOf(app: App): Promise<readonly (Beat & { alive: boolean })[]> {
  return readBeats(stateFolder(app));
}

/** The name of a controller that was given none: the machine's. */
export function defaultName(): string {
  return (
    hostname()
      .replace(/[^A-Za-z0-9.-]+/g, '-')
      .slice(0, 60) || 'controller'
  );
}

/** Changes whenever a verdict of admission could, and from one clone to another: nobody hands over what was admitted. */
function sealOf({ git }: App, version: string): string {
  return `${ruleSet} ${version} ${placeOf(git.commonDir)}`;
}

function stateFolder({ git }: App): string {
  return join(git.commonDir, 'rgz', 'controller');
}

async function journalOf({ write, format, hear }: ControllerParts): Promise<Journal> {
  const written = format === undefined ? await asJson(write) : (entry: JournalEntry) => write(format(entry));
  if (hear === undefined) return written;
  return (entry) => {
    written(entry);
    hear(entry);
  };
}

async function asJson(write: ControllerParts['write']): Promise<Journal> {
  const { jsonJournal } = await import('./adapters/log/index.ts');
  return jsonJournal(write);
}

/** Every type of deployer, each loaded when the configuration names it. */
function deployersFor(app: App, instance: string, settings: Settings, journal: Journal): OpenDeployer {
  const { git, clock } = app;
  const { env } = settings;
  return async (_name, deployer, withheld) => {
    switch (deployer.type) {
      case 'command': {
        const { commandDeployer } = await import('./adapters/deployers/command/index.ts');
        const state = join(git.commonDir, 'rgz', 'jobs');
        const cwd = git.worktree ?? git.commonDir;
        const { command } = deployer;
        return commandDeployer({ command, cwd, env, state, clock, withheld, instance, send: sendSignal });
      }
      case 'awx': {
        const { openAwxDeployer, secretVariableOf } = await import('./adapters/deployers/awx/index.ts');
        return openAwxDeployer({ settings: deployer, secret: env[secretVariableOf(deployer)], clock, journal });
      }
      case 'git': {
        const { gitDeployer } = await import('./adapters/deployers/git/index.ts');
        return gitDeployer(clock);
      }
      case 'postgres': {
        const tables = async () => (await import('./adapters/skeleton/index.ts')).loadTables();
        const { openPostgresSink, urlVariableOf } = await import('./adapters/deployers/postgres/index.ts');
        return openPostgresSink({ settings: deployer, url: env[urlVariableOf(deployer)], clock, tables });
      }
    }
  };
}

/** The codes of this controller, loaded when somebody is given one. */
function codesFor({ git }: App, { env }: Settings): OpenCodes {
  return async (keyVariable) => {
    const { openCodesWith } = await import('./adapters/codes/index.ts');
    return openCodesWith({ env, folder: join(git.commonDir, 'rgz', 'codes') })(keyVariable);
  };
}

/** A short name for a long text. */
export function nameOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Every type of channel, each loaded when something goes over it. */
export function channelsFor({ env }: Settings, journal: Journal): OpenChannel {
  const under = (variable: string | undefined) => (variable === undefined ? undefined : env[variable]);
  return async (name, settings, looks) => {
    switch (settings.type) {
      case 'email': {
        const { openEmailChannel, secretVariableOf } = await import('./adapters/notifiers/email/index.ts');
        const secret = under(secretVariableOf(settings));
        const hear = (message: string) => journal({ level: 'warn', event: 'notify-texts', message });
        return openEmailChannel({ name, settings, secret, looks, hear });
      }
      case 'slack': {
        const { openSlackChannel, secretVariableOf } = await import('./adapters/notifiers/slack/index.ts');
        return openSlackChannel({ name, settings, secret: under(secretVariableOf(settings)) });
      }
      case 'sms': {
        const { openSmsChannel, secretVariableOf } = await import('./adapters/notifiers/sms/index.ts');
        return openSmsChannel({ name, settings, secret: under(secretVariableOf(settings)) });
      }
      case 'webhook': {
        const { openWebhookChannel, secretVariableOf } = await import('./adapters/notifiers/webhook/index.ts');
        return openWebhookChannel({ name, settings, secret: under(secretVariableOf(settings)) });
      }
      case 'kafka': {
        const { openKafkaChannel, secretVariableOf } = await import('./adapters/notifiers/kafka/index.ts');
        return openKafkaChannel({ name, settings, secret: under(secretVariableOf(settings)), topicOf });
      }
      case 'console': {
        const { consoleChannel } = await import('./adapters/notifiers/console/index.ts');
        return consoleChannel(journal);
      }
    }
  };
}

/** The stream of a kind's events; what is of no kind, as a test message, goes with the first. */
function topicOf(kind: string): string {
  return (kinds.find((each) => each.kind === kind) ?? kinds[0])?.topic ?? kind;
}
