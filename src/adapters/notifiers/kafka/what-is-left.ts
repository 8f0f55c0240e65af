import type { ErrorPart } from './error-parts.ts';

export interface Place {
  topic: string;
  partition: number;
}

export interface Left {
  /** The records that no partition has taken. */
  records: readonly number[];
  /** What is said of one partition at least that has not taken its own. */
  topic: string | undefined;
  /** Every partition that is left refuses what it was given, for good. */
  refused: boolean;
}

/** MESSAGE_TOO_LARGE, RECORD_LIST_TOO_LARGE and INVALID_RECORD. */
const refusals: readonly (number | undefined)[] = [10, 18, 87];

/** Tells which records are still to be sent. `places` are those of the records; none where nothing was sent. */
export function whatIsLeft(parts: readonly ErrorPart[], places: readonly Place[], count: number): Left {
  if (places.length === 0)
    return { records: Array.from({ length: count }, (_, index) => index), topic: undefined, refused: false };
  const said = new Map<string, number>();
  const say = (topic: string, partition: number, code: number): void => {
    // Once taken, it stays: a later try may have met something else.
    if (said.get(`${topic}:${partition}`) !== 0) said.set(`${topic}:${partition}`, code);
  };
  for (const { response, produced } of parts) {
    for (const { topic, partition } of produced?.offsets ?? []) say(topic, partition, 0);
    for (const { name, partitionResponses } of response?.responses ?? [])
      for (const { index, errorCode } of partitionResponses) say(name, index, errorCode);
  }
  const codeOf = ({ topic, partition }: Place): number | undefined => said.get(`${topic}:${partition}`);
  const left = [...places.entries()].filter(([, place]) => codeOf(place) !== 0);
  return {
    records: left.map(([index]) => index),
    topic: left[0]?.[1].topic,
    refused: left.length > 0 && left.every(([, place]) => refusals.includes(codeOf(place))),
  };
}
