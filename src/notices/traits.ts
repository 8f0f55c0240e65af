import type { Tone } from '../domain/notice.ts';
import type { Channel } from '../generated/types/config.v1.ts';

/**
 * What a type of channel is, as far as it matters for what goes over it. `person`: a message for each who should hear.
 * `room`: one for all of them. `stream`: every event, whoever should hear of it.
 */
export interface Traits {
  reach: 'person' | 'room' | 'stream';
  /** What of a person is their address there. */
  address: 'id' | 'phone';
  /** Only these, unless the settings name events. */
  tones: readonly Tone[];
  gatherSeconds: number;
  perSecond: number;
  /** The most messages that are under way between two notes of how far it came. */
  batch: number;
}

const all: readonly Tone[] = ['ask', 'good', 'bad', 'info'];
const people = { reach: 'person', address: 'id', tones: all, gatherSeconds: 10, perSecond: 10, batch: 100 } as const;
const programs = { ...people, reach: 'stream', gatherSeconds: 0, perSecond: Number.POSITIVE_INFINITY } as const;

/** Every type of channel. A new one is a folder, a part of the schema and a line here. */
export const traitsOf: Readonly<Record<Channel['type'], Traits>> = {
  email: people,
  slack: { ...people, reach: 'room', perSecond: 1 },
  sms: { ...people, address: 'phone', tones: ['bad'] },
  kafka: { ...programs, batch: 1000 },
  webhook: { ...programs, batch: 1000 },
  console: { ...programs, batch: 200 },
};
