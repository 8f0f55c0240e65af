import type { Locale } from '../domain/notice.ts';
import { RgzError } from '../errors/rgz-error.ts';
import {
  type ImportOutcome,
  type ImportProgress as RowProgress,
  startImport,
} from '../kinds/onboarding/import/import.ts';
import type { Workbooks } from '../ports/workbook.ts';

export type { ImportOutcome };

export interface ImportProgress extends RowProgress {
  /** How much of the workbook was read so far: from 0 to 1. */
  share: number;
}

/** A larger file is refused whatever is in it. */
export const mostWorkbookBytes = 10 * 1024 * 1024;

export interface WorkbookJob {
  bytes: Uint8Array;
  /** In which order a text such as 12/01/2025 is read where nothing else tells, and in which language columns are named. */
  locale: Locale;
  now: string;
}

/** Reads a workbook, and makes a plan of it or tells everything that is wrong. Throws `workbook.refused`, and what the signal says. */
export type ReadWorkbook = (
  job: WorkbookJob,
  onProgress?: (progress: ImportProgress) => void,
  signal?: AbortSignal,
) => Promise<ImportOutcome>;

/** The same in this very thread, row by row. */
export async function readWorkbookIn(
  workbooks: Pick<Workbooks, 'open'>,
  { bytes, locale, now }: WorkbookJob,
  onProgress?: (progress: ImportProgress) => void,
  signal?: AbortSignal,
): Promise<ImportOutcome> {
  if (bytes.length > mostWorkbookBytes)
    throw new RgzError('workbook.refused', `the file is larger than ${mostWorkbookBytes / 1024 / 1024} MB`, {
      remedy: ['take out pictures and other sheets, or import fewer months'],
    });
  const book = await workbooks.open(bytes);
  const reading = startImport({ sheets: book.sheets, locale, now });
  for (const sheet of reading.sheets) {
    for await (const row of book.rows(sheet)) {
      signal?.throwIfAborted();
      const progress = reading.add(sheet, row);
      if (progress !== undefined) onProgress?.({ ...progress, share: book.share(reading.sheets) });
    }
  }
  return reading.finish();
}
