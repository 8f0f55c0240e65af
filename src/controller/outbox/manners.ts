import type { Line } from '../../notices/address.ts';
import { type Traits, traitsOf } from '../../notices/traits.ts';
import type { ChannelSettings, Looks } from '../../ports/channel.ts';
import type { Script } from './speech.ts';

/** How one commit wants a channel. */
export interface Manners {
  settings: ChannelSettings;
  telling: NonNullable<ChannelSettings['telling']>;
  traits: Traits;
  line: Line;
  looks: Looks;
  /** Names the key of one-time codes; undefined where each controller has its own. */
  keyVariable: string | undefined;
  /** The same for commits that have the same people hear of the same events. */
  by: string;
}

const hourMs = 3_600_000;

/** undefined: the configuration of that commit does not have the channel. */
export function mannersOf({ channels, policy, line, looks, keyVariable }: Script, name: string): Manners | undefined {
  const settings = channels.get(name);
  if (settings === undefined) return undefined;
  const { telling = {} } = settings;
  const by = JSON.stringify([policy, settings]);
  return { settings, telling, traits: traitsOf[settings.type], line: line(name, settings), looks, keyVariable, by };
}

/** How long it is tried to reach one person. */
export function giveUpMs({ telling }: Pick<Manners, 'telling'>): number {
  return (telling.giveUpAfterHours ?? 24) * hourMs;
}
