import { plainLine } from '../../../domain/plain-text.ts';
import { hintLines } from '../screen/hint-lines.ts';
import { type Line, piece } from '../screen/line.ts';
import { cutLine } from '../text/cut-line.ts';
import { editedRows } from '../text/edited-rows.ts';
import { textWidth } from '../text/text-width.ts';
import { wrapText } from '../text/wrap-text.ts';
import { pointIn } from './rows.ts';
import type { Asking, Told, WorkState } from './work-state.ts';

/** What was said or is asked, and the keys that do something. */
export function bottomLines(state: WorkState, columns: number, height: number): readonly Line[] {
  const most = Math.max(1, Math.min(6, Math.floor(height / 3)));
  const hints = fitHints(hintsOf(state), columns);
  if (state.mode.kind === 'ask') return [...askedLines(state, state.mode, columns, most), ...hints];
  return [...toldLines(state, columns, most), ...hints];
}

/** The line is kept free where nothing was said, so that nothing jumps. */
function toldLines({ news, said, jobs }: WorkState, columns: number, most: number): readonly Line[] {
  const newest = news.at(-1);
  if (newest !== undefined && said?.tone !== 'warn') {
    const more = news.length > 1 ? ` (${news.length - 1} more, Esc)` : '';
    return wordsOf(newest, more, columns).slice(0, most);
  }
  if (said !== undefined) return wordsOf(said, '', columns).slice(0, most);
  const waiting = jobs.length;
  return [waiting === 0 ? [] : [piece(`${waiting === 1 ? 'one change' : `${waiting} changes`} under way …`, 'marked')]];
}

const signs = { good: '✓ ', bad: '✗ ', warn: '! ', faint: '· ' } as const;

function wordsOf({ tone, text, remedy }: Told, more: string, columns: number): readonly Line[] {
  const rows = wrapText(`${plainLine(text)}${more}`, columns - 2);
  return [
    ...rows.map((row, at): Line => [piece(at === 0 ? signs[tone] : '  ', tone), piece(row, tone)]),
    ...remedy.map((each): Line => [piece('→ ', 'marked'), piece(cutLine(each, columns - 2))]),
  ];
}

const questions = {
  note: 'Note for',
  file: 'File that proves',
  url: 'Address that shows',
  reason: 'Why it does not apply:',
  assign: 'Who is to do',
  filter: 'Filter',
} as const;

function askedLines({ view }: WorkState, asking: Asking, columns: number, most: number): readonly Line[] {
  const { what, item, text, problem, choices = [] } = asking;
  const point = pointIn(view, item);
  const words = point === undefined ? questions[what] : `${questions[what]} ${point.number} ${plainLine(point.title)}`;
  const title: readonly Line[] = most < 2 ? [] : [[piece(cutLine(words, columns), 'strong')]];
  const under: readonly Line[] =
    problem !== undefined
      ? [[piece('✗ ', 'bad'), piece(cutLine(problem, columns - 2), 'bad')]]
      : choices.length > 0
        ? [[piece(cutLine(choices.map(lastPart).join(' · '), columns), 'faint')]]
        : [];
  const room = Math.max(1, Math.min(3, most - title.length - under.length));
  const rows = editedRows(text, columns - 2, room).map(
    (row, at): Line => [piece(at === 0 ? '❯ ' : '  ', 'marked'), piece(row)],
  );
  return [...title, ...rows, ...under];
}

function lastPart(path: string): string {
  return plainLine(path.replace(/^.*\/(?=.)/, ''));
}

function hintsOf({ mode, filter }: WorkState): readonly string[] {
  switch (mode.kind) {
    case 'help':
      return ['Esc goes back', '↑↓ scroll'];
    case 'detail':
      return ['Esc goes back', '↑↓ scroll', 'space done', 'm note', 'e file', 'v validate', '? keys'];
    case 'ask':
      if (mode.what === 'filter') return ['Enter keeps it', 'Esc takes it away'];
      return [
        'Enter saves',
        'Esc drops it',
        ...(mode.what === 'file' || mode.what === 'assign' ? ['Tab completes'] : []),
      ];
    default:
      return [
        'space done',
        '? keys',
        'q leaves',
        'm note',
        'e file',
        'v validate',
        'n not applicable',
        'p partial',
        'b blocked',
        'a assign',
        'Enter all of it',
        filter === '' ? '/ filter' : 'Esc all points',
      ];
  }
}

/** As many hints as one line holds. */
function fitHints(hints: readonly string[], columns: number): readonly Line[] {
  const fitting: string[] = [];
  for (const hint of hints) {
    if (textWidth([...fitting, hint].join(' · ')) > columns) break;
    fitting.push(hint);
  }
  return hintLines(fitting, columns).slice(0, 1);
}
