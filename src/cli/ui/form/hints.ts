import type { Entry } from './entry.ts';
import { choiceRows } from './turn-choice.ts';

/** Which keys do something in a field. */
export function hintsOf(entry: Entry, mayGoBack: boolean): readonly string[] {
  const back = mayGoBack ? ['Shift+Tab goes back'] : [];
  return [...forwards(entry), ...back, 'Esc leaves'];
}

function forwards(entry: Entry): readonly string[] {
  switch (entry.kind) {
    case 'choice':
      return [entry.options.length > choiceRows ? '↑↓ or typing chooses' : '↑↓ chooses', 'Enter goes on'];
    case 'answer':
      return ['y or n chooses', 'Enter goes on'];
    case 'lines':
      return ['Enter adds a line', 'an empty line or Ctrl+D ends'];
    case 'text':
      return ['Enter goes on'];
  }
}

export const summaryHints = ['Enter commits', 'b goes back', 'Esc leaves without a trace', '↑↓ e changes a line'];
export const summaryHintsWhenWrong = ['Enter goes to what is wrong', ...summaryHints.slice(1)];
