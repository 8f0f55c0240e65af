import type { Locale } from '../domain/notice.ts';
import type { Row } from '../domain/sheet.ts';
import { RgzError } from '../errors/rgz-error.ts';
import { coverOf, mostCoverRows, remarksOnCover } from '../kinds/onboarding/import/cover.ts';
import type { Remark } from '../kinds/onboarding/import/findings.ts';
import {
  type ImportOutcome,
  type ImportProgress as RowProgress,
  startImport,
} from '../kinds/onboarding/import/import.ts';
import type { OpenWorkbook, Workbooks } from '../ports/workbook.ts';

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
  /** Whose data it is to be. A workbook that was made for another is told. */
  company?: string;
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
  { bytes, locale, now, company }: WorkbookJob,
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
  const outcome = reading.finish();
  const cover = company === undefined ? [] : await coverRemarks(book, company);
  return { ...outcome, remarks: [...cover, ...outcome.remarks] };
}

async function coverRemarks(book: OpenWorkbook, company: string): Promise<readonly Remark[]> {
  const sheet = coverOf(book.sheets);
  if (sheet === undefined) return [];
  const rows: Row[] = [];
  for await (const row of book.rows(sheet)) {
    if (row.row > mostCoverRows) break;
    rows.push(row);
  }
  return remarksOnCover(sheet, rows, company);
}
