import type { Message } from '../domain/notice.ts';
import type { Config } from '../generated/types/config.v1.ts';

export type ChannelSettings = NonNullable<NonNullable<Config['notifications']>['channels']>[string];

/** What became of one message. Reasons are free of secrets, in words for a person. */
export type Outcome =
  /** `mark`: what later messages of the same record are hung on. */
  | { kind: 'delivered'; mark?: string }
  /** It will never be taken as it is: nobody tries again before a person asks for it. */
  | { kind: 'refused'; reason: string }
  /** It may be taken later. `after`: not before so many seconds. `all`: the channel is away, and others fare no better. */
  | { kind: 'later'; reason: string; after?: number; all: boolean };

/**
 * A way to tell people or programs. No call throws for what the other side does. Secrets never get into a reason. A message
 * may be delivered twice, after a crash, with the same id: where the other side can tell such twins apart, it is given the id.
 */
export interface Channel {
  /**
   * Tries the messages in their order and tells of each. It may end early, after one that has to wait; the messages that
   * it tells nothing of were not tried. Ends by itself within a minute a message, whatever the other side does. Where
   * messages go one by one, `goesOn` is asked before each but the first: false, and it ends there.
   */
  deliver(messages: readonly Message[], goesOn?: () => boolean): Promise<readonly Outcome[]>;
  close(): Promise<void>;
}

/** Files of the records repository that replace rgz's own looks of a message; by name, e.g. `email.html`. */
export type Looks = ReadonlyMap<string, string>;

/** Makes the channel that settings describe. Throws `config.invalid` where they cannot be used here, e.g. without their secret. */
export type OpenChannel = (name: string, settings: ChannelSettings, looks: Looks) => Promise<Channel>;
