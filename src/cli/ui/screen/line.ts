export type Tone = 'plain' | 'good' | 'bad' | 'warn' | 'faint' | 'strong' | 'marked';

/** A piece of text with one meaning. The meaning never hangs on the tone alone: a terminal may have no colours. */
export interface Piece {
  text: string;
  tone: Tone;
}

export type Line = readonly Piece[];

/** A screen, in parts with an empty line between them. */
export type Frame = readonly (readonly Line[])[];

export function piece(text: string, tone: Tone = 'plain'): Piece {
  return { text, tone };
}
