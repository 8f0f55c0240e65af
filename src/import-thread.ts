import { parentPort, workerData } from 'node:worker_threads';
import { workbooks } from './adapters/workbook/index.ts';
import { RgzError } from './errors/rgz-error.ts';
import type { ImportMessage } from './import-apart.ts';
import { readWorkbookIn, type WorkbookJob } from './operations/read-workbook.ts';

// What a thread runs that reads one workbook, and nothing else loads.
if (parentPort !== null) {
  const port = parentPort;
  const send = (message: ImportMessage) => port.postMessage(message);
  const failed = (error: unknown) => {
    if (!(error instanceof RgzError)) throw error;
    const { code, message, remedy, explanations, where } = error;
    send({ kind: 'failed', code, message, remedy, explanations, ...(where && { where }) });
  };
  readWorkbookIn(workbooks, workerData as WorkbookJob, (progress) => send({ kind: 'progress', progress }))
    .then((outcome) => send({ kind: 'outcome', outcome }), failed)
    .finally(() => port.close());
}
