import { resolve } from 'node:path';
import type { App } from '../app.ts';
import { plainText } from '../domain/plain-text.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { CheckoutOutcome } from '../ports/git.ts';
import type { Settings } from '../settings.ts';
import type { KnownCommand } from './completion-script.ts';
import type { Host } from './host.ts';
import { jsonList } from './render/json-list.ts';
import { jsonText } from './render/json-text.ts';
import { type Paint, paint } from './render/paint.ts';

export interface Program {
  version: string;
  /** Another one for every other source. */
  build: string;
}

export interface GlobalOptions {
  C?: string;
  json?: true;
  color?: boolean;
  input?: boolean;
  quiet?: true;
}

/** What a signal does. A command that has to end in order puts its own way in. */
export interface Signals {
  handle(signal: 'SIGINT' | 'SIGTERM'): void;
}

/** What every command works with: where it runs, how it may speak, and the repository, opened when it is needed. */
export class Context {
  readonly host: Host;
  readonly settings: Settings;
  readonly json: boolean;
  readonly quiet: boolean;
  /** Questions may be asked: a terminal on both ends, no CI, no --no-input. */
  readonly interactive: boolean;
  readonly paint: Paint;
  /** Every command with its flags, for completion. */
  readonly describeCommands: () => Promise<readonly KnownCommand[]>;
  readonly signals: Signals;
  readonly #colour: boolean;
  readonly #folder: string | undefined;
  readonly #program: Program;
  #app: Promise<App> | undefined;

  constructor(
    host: Host,
    settings: Settings,
    options: GlobalOptions,
    program: Program,
    describeCommands: Context['describeCommands'],
    signals: Signals,
  ) {
    this.signals = signals;
    this.describeCommands = describeCommands;
    this.host = host;
    this.settings = settings;
    this.json = options.json === true;
    this.quiet = options.quiet === true;
    // Standard input comes last: only to look at it opens it.
    this.interactive =
      !this.json && options.input !== false && !settings.ci && host.stdout.isTTY === true && host.stdin.isTTY === true;
    const color = options.color === false ? false : (settings.color ?? host.stdout.isTTY === true);
    this.paint = paint(color);
    this.#colour = options.color !== false && settings.color !== false;
    this.#folder = options.C;
    this.#program = program;
  }

  /** The columns a table may fill; without a terminal nothing is cut. */
  get width(): number {
    return (
      this.settings.columns ?? (this.host.stdout.isTTY ? this.host.stdout.columns || 80 : Number.POSITIVE_INFINITY)
    );
  }

  /** What is drawn on. Where colours were refused it has none. */
  get terminal() {
    return { stdin: this.host.stdin, stdout: this.host.stdout, colour: this.#colour };
  }

  get folder(): string {
    return this.#folder ?? this.host.cwd();
  }

  /** A file that was named: relative to the folder of -C, as everything is. */
  pathOf(file: string): string {
    return resolve(this.host.cwd(), this.folder, file);
  }

  get version(): string {
    return this.#program.version;
  }

  get build(): string {
    return this.#program.build;
  }

  app(): Promise<App> {
    this.#app ??= import('../app.ts').then(({ openApp }) =>
      openApp({
        start: this.folder,
        from: this.host.cwd(),
        settings: this.settings,
        version: this.build,
        interactive: this.interactive,
      }),
    );
    return this.#app;
  }

  async close(): Promise<void> {
    const app = await this.#app?.catch(() => undefined);
    await app?.git.close();
  }

  /** The answer of a command. */
  print(text: string): void {
    this.host.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  printJson(value: unknown): void {
    this.host.stdout.write(`${jsonText(value)}\n`);
  }

  /** A long list, of which nobody has to hold all of the text. */
  printJsonList(rows: readonly unknown[]): void {
    for (const piece of jsonList(rows)) this.host.stdout.write(piece);
    this.host.stdout.write('\n');
  }

  /** What is good to know beside the answer. */
  note(text: string): void {
    if (!this.quiet && !this.json) this.host.stderr.write(`${plainText(text)}\n`);
  }

  /** What somebody has to see even in a script. */
  warn(text: string): void {
    if (!this.json) this.host.stderr.write(`${plainText(text)}\n`);
  }

  noteCheckout(outcome: CheckoutOutcome | undefined): void {
    if (outcome?.kind === 'left-alone')
      this.warn(`your checkout is left as it is (${outcome.reason}): ${outcome.remedy}`);
  }

  /** Throws one error that names every missing flag. */
  requireAll(missing: readonly string[], example: string): void {
    if (missing.length === 0) return;
    throw new RgzError('usage.missing', `missing: ${missing.join(', ')}`, { remedy: [example] });
  }
}
