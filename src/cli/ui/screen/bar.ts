import { type Line, piece, type Tone } from './line.ts';

/** A share of so many columns. */
export function bar(share: number, columns: number, tone: Tone): Line {
  const full = Math.round(share * columns);
  return [piece('█'.repeat(full), tone), piece('░'.repeat(columns - full), 'faint')];
}
