import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ErrorCode } from './errors/catalogue.ts';
import { type ErrorDetails, RgzError } from './errors/rgz-error.ts';
import type { ImportOutcome, ImportProgress, ReadWorkbook } from './operations/read-workbook.ts';

/** What the thread sends. */
export type ImportMessage =
  | { kind: 'progress'; progress: ImportProgress }
  | { kind: 'outcome'; outcome: ImportOutcome }
  | ({ kind: 'failed'; code: ErrorCode; message: string } & ErrorDetails);

/** Far above what the largest workbook that is taken needs. */
const mostMegabytes = 1024;

/** Reads a workbook in another thread, so that whoever waits for it can go on drawing, and a strange file ends nothing but that. */
export const importApart =
  (program: string): ReadWorkbook =>
  async (job, onProgress, signal) => {
    const worker = new Worker(program, { workerData: job, resourceLimits: { maxOldGenerationSizeMb: mostMegabytes } });
    try {
      for await (const [message] of on(worker, 'message', {
        close: ['exit'],
        ...(signal && { signal }),
      }) as AsyncIterable<[ImportMessage]>) {
        if (message.kind === 'failed') throw new RgzError(message.code, message.message, message);
        if (message.kind === 'outcome') return message.outcome;
        onProgress?.(message.progress);
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error;
      throw new RgzError('workbook.refused', `the workbook needs more than ${mostMegabytes} MB to be read`, {
        remedy: ['import fewer rows'],
        cause: error,
      });
    } finally {
      await worker.terminate();
    }
    throw new RgzError('bug', 'the thread that reads the workbook ended too early');
  };
