import type { Command } from 'commander';
import type { Context } from './context.ts';

/** What the list of commands says of one. Its module is loaded only when it is typed. */
export interface CommandEntry {
  /** `request create` */
  words: string;
  summary: string;
  load(): Promise<CommandModule>;
}

export interface CommandModule {
  /** Declares arguments and options. */
  define(command: Command): void;
  /** The flags that these options still lack, as help writes them. Told together with missing arguments. */
  // biome-ignore lint/suspicious/noExplicitAny: each module knows the options that it declares
  needs?(options: any): readonly string[];
  /** Gives the exit code. */
  // biome-ignore lint/suspicious/noExplicitAny: each module knows the options that it declares
  run(context: Context, args: string[], options: any): Promise<number>;
}
