import type { Channel, ChannelSettings, Looks, OpenChannel } from '../../ports/channel.ts';

/** A channel that is open as long as its settings and looks stay the same. Used by one turn at a time. */
export class OpenChannelOnce {
  readonly #open: OpenChannel;
  readonly #name: string;
  #opened: { as: string; channel: Channel } | undefined;

  constructor(open: OpenChannel, name: string) {
    this.#open = open;
    this.#name = name;
  }

  /** Throws where it cannot be used as its settings are, and tries again the next time. */
  async get(settings: ChannelSettings, looks: Looks): Promise<Channel> {
    const as = JSON.stringify([settings, [...looks]]);
    if (this.#opened?.as === as) return this.#opened.channel;
    await this.close();
    const channel = await this.#open(this.#name, settings, looks);
    this.#opened = { as, channel };
    return channel;
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    await opened?.channel.close().catch(() => undefined);
  }
}
