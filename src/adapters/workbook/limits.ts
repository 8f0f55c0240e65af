/** What a workbook may be. Each is far above what people fill in by hand or export, and far below what would hold a machine up. */
export const workbookLimits = {
  /** Of the file as it is uploaded. */
  bytes: 10 * 1024 * 1024,
  entries: 2000,
  /** Of all parts together, unpacked. */
  unpacked: 160 * 1024 * 1024,
  /** How many times smaller a part may be packed, where it is larger than `smallPart` unpacked. */
  ratio: 200,
  smallPart: 1024 * 1024,
  /** A part that is read as a whole. */
  wholePart: 16 * 1024 * 1024,
  sheets: 64,
  /** Rows that hold something, in all sheets together. */
  rows: 200_000,
  /** Cells of a sheet, blank ones too: what it takes time to read. */
  cells: 5_000_000,
  /** The last column that may hold something. */
  columns: 1024,
  /** Characters of a cell, as Excel has it. */
  cell: 32_767,
  /** Characters of all shared texts together. */
  texts: 48 * 1024 * 1024,
  mergedRanges: 100_000,
} as const;

/** The last row and column that the format knows. */
export const lastRow = 1_048_576;
export const lastColumn = 16_384;
