/** The size of the window, in characters. */
export interface Size {
  columns: number;
  rows: number;
}

/** The size of the window behind a stream; a stream that does not say counts as 80 by 24. */
export function sizeOf(stream: { columns?: number | undefined; rows?: number | undefined }): Size {
  return { columns: stream.columns || 80, rows: stream.rows || 24 };
}
