import { type Line, type Piece, piece } from '../screen/line.ts';

/** `● Yes  ○ No`; both empty until somebody has chosen. */
export function yesNoLine(yes: boolean | undefined): Line {
  return [option('Yes', yes === true), piece('   '), option('No', yes === false)];
}

function option(word: string, chosen: boolean): Piece {
  return piece(`${chosen ? '●' : '○'} ${word}`, chosen ? 'marked' : 'plain');
}
