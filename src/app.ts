import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from './adapters/clock/index.ts';
import { openGitRepository } from './adapters/git/index.ts';
import { placeOf, sealedFile } from './adapters/memory/sealed-file.ts';
import { openRecordStore } from './adapters/records/index.ts';
import { configPath } from './adapters/records/layout.ts';
import { signerLoader } from './adapters/ssh/load-signer.ts';
import { readPublicKey } from './adapters/ssh/public-key.ts';
import { threadedVerifier } from './adapters/ssh/verify.ts';
import { editFast } from './adapters/yaml/edit-fast.ts';
import { write } from './adapters/yaml/print/write.ts';
import { readFast } from './adapters/yaml/read-fast.ts';
import { readOn } from './adapters/yaml/read-on.ts';
import { isObject } from './domain/json.ts';
import { RgzError } from './errors/rgz-error.ts';
import { kinds } from './kinds/index.ts';
import type { OnboardingDeps } from './operations/onboarding-deps.ts';
import { type ReadWorkbook, readWorkbookIn } from './operations/read-workbook.ts';
import type { OpenEvidence } from './ports/evidence.ts';
import type { FreezeCalendarSource } from './ports/freeze-calendar.ts';
import type { GitRepository } from './ports/git.ts';
import type { PhoneSource } from './ports/phones.ts';
import type { SchemaSource } from './ports/schemas.ts';
import type { ReadPublicKey } from './ports/signing.ts';
import type { TakeSnapshot } from './ports/snapshot.ts';
import type { LoadTemplates } from './ports/templates.ts';
import type { TextMemory } from './ports/text-memory.ts';
import type { YamlTools } from './ports/yaml.ts';
import type { Settings } from './settings.ts';

export interface App extends OnboardingDeps {
  readPublicKey: ReadPublicKey;
  takeSnapshot: TakeSnapshot;
  loadTemplates: LoadTemplates;
  /** A text that is kept for later runs of the same program in this clone. */
  remember(name: string): TextMemory;
}

export interface AppOptions {
  /** The folder to look from, going up. */
  start: string;
  /** What a relative `start` is relative to. */
  from: string;
  settings: Settings;
  /** Tells this program from others: what they remember is not used. */
  version: string;
  interactive: boolean;
}

const yaml: YamlTools = {
  readFast,
  readOn,
  editFast,
  write,
  load: async () => (await import('./adapters/yaml/index.ts')).yaml,
};

let checkSchema: ReturnType<SchemaSource['load']> | undefined;
const schemas: SchemaSource = {
  load() {
    checkSchema ??= import('./adapters/schemas/index.ts').then((module) => module.checkSchema);
    return checkSchema;
  },
};

const calendar: FreezeCalendarSource = {
  load: async () => (await import('./adapters/time/index.ts')).freezeCalendar,
};

const phones: PhoneSource = {
  load: async () => (await import('./adapters/phones/index.ts')).phones,
};

const loadWorkbooks = async () => (await import('./adapters/workbook/index.ts')).workbooks;
const loadLogo = async () => (await import('./adapters/skeleton/index.ts')).loadLogo();

/** Made by the build. Run from its sources, rgz reads workbooks in its only thread. */
const importThread = fileURLToPath(new URL('./import-thread.cjs', import.meta.url));
const readWorkbook: ReadWorkbook = async (job, onProgress, signal) => {
  if (!existsSync(importThread)) return readWorkbookIn(await loadWorkbooks(), job, onProgress, signal);
  return (await import('./import-apart.ts')).importApart(importThread)(job, onProgress, signal);
};

const importing = { phones, loadWorkbooks, loadLogo, readWorkbook };

/** The store that the configuration names for evidence, loaded when a piece is in it or is to be. */
function evidenceFrom({ env }: Settings): OpenEvidence {
  return async (settings) => {
    const { openS3Evidence } = await import('./adapters/evidence/s3/index.ts');
    return openS3Evidence({ settings, secret: (variable) => env[variable] });
  };
}

const loadTemplates: LoadTemplates = async () => (await import('./adapters/skeleton/index.ts')).loadTemplates();

const takeSnapshot: TakeSnapshot = async (address, most) => {
  const { snapshotTaker } = await import('./adapters/evidence/snapshot.ts');
  return snapshotTaker()(address, most);
};

/** Made by the build. Run from its sources, rgz walks in its only thread. */
const walkThread = fileURLToPath(new URL('./walk-thread.cjs', import.meta.url));

/** Changes with every change of what the rules make of the same commits and files. */
export const ruleSet = 'rules-16';

/** Puts the parts together for one records repository. Nothing is read of it yet. */
export async function openApp(options: AppOptions): Promise<App> {
  const { settings } = options;
  const start = resolve(options.from, options.start);
  const root = folderAbove(start, configPath);
  const git = await openGitRepository({
    start: root ?? start,
    env: settings.env,
    interactive: options.interactive,
    thread: existsSync(walkThread) ? walkThread : undefined,
    memoryIn: (folder, name) => sealedFile(folder, name, options.version),
    ...(root === undefined ? {} : await recordsPlace(join(root, configPath))),
  });
  return assemble(git, settings, options.version);
}

/** The parts around a repository that is open. */
export function assemble(git: GitRepository, settings: Settings, version: string): App {
  const verify = threadedVerifier();
  const store = openRecordStore({
    git,
    yaml,
    schemas,
    verify,
    kinds,
    format: `rgz-summaries-10 ${version} ${placeOf(git.commonDir)}`,
  });
  const loadSigner = signerLoader({ home: settings.home, base: git.worktree ?? git.commonDir });
  const remember = (name: string) => sealedFile(git.commonDir, name, `${ruleSet} ${version}`);
  const openEvidence = evidenceFrom(settings);
  return {
    git,
    store,
    clock: systemClock,
    calendar,
    loadSigner,
    verify,
    kinds,
    readPublicKey,
    takeSnapshot,
    loadTemplates,
    remember,
    openEvidence,
    ...importing,
  };
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function folderAbove(folder: string, file: string): string | undefined {
  if (isFile(join(folder, file))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : folderAbove(above, file);
}

/** Branch and remote as the configuration in the checkout names them; only plain names count. */
async function recordsPlace(file: string): Promise<{ branch?: string; remote?: string }> {
  const config = readFast(readFileSync(file));
  const records = isObject(config) ? config.records : undefined;
  if (!isObject(records)) return {};
  const { branch, remote } = records;
  const check = await schemas.load();
  if (check('Config', config).length > 0)
    throw new RgzError('config.invalid', `${configPath} cannot be used`, { remedy: [`mend ${configPath}`] });
  return { ...(typeof branch === 'string' ? { branch } : {}), ...(typeof remote === 'string' ? { remote } : {}) };
}
