import type { Answer } from './answers/answer.ts';
import { answerFetch } from './answers/fetch.ts';
import { answerInitProducerId } from './answers/init-producer-id.ts';
import { answerListOffsets } from './answers/list-offsets.ts';
import { answerMetadata } from './answers/metadata.ts';
import { answerProduce } from './answers/produce.ts';
import { answerAuthenticate, answerHandshake } from './answers/sasl.ts';

export interface Api {
  key: number;
  /** What is offered: older than what is `known` where clients judge a broker by its oldest version. */
  least: number;
  most: number;
  known: number;
  /** The first version of the newer form. */
  flexible: number;
  answer: Answer;
}

const never = Number.POSITIVE_INFINITY;

export const apiVersions = { key: 18, least: 0, most: 3, flexible: 3 };

export const apis: readonly Api[] = [
  { key: 0, least: 0, most: 11, known: 3, flexible: 9, answer: answerProduce },
  { key: 1, least: 0, most: 11, known: 4, flexible: never, answer: answerFetch },
  { key: 2, least: 0, most: 5, known: 1, flexible: never, answer: answerListOffsets },
  { key: 3, least: 0, most: 12, known: 4, flexible: 9, answer: answerMetadata },
  { key: 17, least: 0, most: 1, known: 1, flexible: never, answer: answerHandshake },
  { key: 22, least: 0, most: 5, known: 0, flexible: 2, answer: answerInitProducerId },
  { key: 36, least: 0, most: 2, known: 0, flexible: 2, answer: answerAuthenticate },
];
