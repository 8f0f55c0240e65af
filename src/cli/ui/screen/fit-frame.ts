import type { Frame } from './line.ts';

/** A frame of so many rows at most. Where it is longer, its gaps go first and then its top: the question is at the bottom. */
export function fitFrame(frame: Frame, rows: number): Frame {
  const lines = frame.flat();
  return lines.length + frame.length - 1 <= rows ? frame : [lines.slice(-rows)];
}
