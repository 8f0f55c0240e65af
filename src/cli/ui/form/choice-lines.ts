import { type Line, piece } from '../screen/line.ts';
import { cutLine } from '../text/cut-line.ts';
import { caret } from '../text/edited-rows.ts';
import { type ChoiceEntry, optionsLeft } from './entry.ts';

/** The options around the mark; the filter and the place in the list where not all of them can be seen. */
export function choiceLines(entry: ChoiceEntry, columns: number, most: number): readonly Line[] {
  const left = optionsLeft(entry);
  const long = entry.options.length > most;
  const first = Math.max(0, Math.min(entry.marked - Math.floor(most / 2), left.length - most));
  const shown = left.slice(first, first + most);
  const filter = long || entry.filter !== '' ? [filterLine(entry, columns)] : [];
  const place = left.length > most ? [placeLine(first, shown.length, left.length)] : [];
  const rows = shown.map((option, row) => optionLine(option, first + row === entry.marked, columns));
  return [...filter, ...(rows.length > 0 ? rows : [emptyLine(entry, columns)]), ...place];
}

function optionLine(option: string, marked: boolean, columns: number): Line {
  const text = cutLine(option, columns - 2);
  return marked ? [piece('❯ ', 'marked'), piece(text, 'marked')] : [piece(`  ${text}`)];
}

function filterLine({ filter }: ChoiceEntry, columns: number): Line {
  return [piece('Filter: ', 'faint'), piece(`${cutLine(filter, columns - 9)}${caret}`)];
}

function placeLine(first: number, count: number, all: number): Line {
  return [piece(`  ${first + 1}–${first + count} of ${all}`, 'faint')];
}

function emptyLine({ options, filter }: ChoiceEntry, columns: number): Line {
  const why = options.length === 0 ? 'There is nothing to choose from yet.' : `Nothing here contains "${filter}".`;
  return [piece(cutLine(why, columns), 'bad')];
}
