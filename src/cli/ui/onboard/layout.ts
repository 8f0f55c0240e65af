import { type Line, piece } from '../screen/line.ts';
import { signedRows } from '../screen/signed-rows.ts';
import type { Size } from '../screen/size.ts';
import { cutLine } from '../text/cut-line.ts';
import { textWidth } from '../text/text-width.ts';
import { wrapText } from '../text/wrap-text.ts';
import { screenOf } from './screens.ts';
import type { Told, WizardState } from './wizard-state.ts';

const least: Size = { columns: 60, rows: 18 };

export function tooSmall({ columns, rows }: Size): boolean {
  return columns < least.columns || rows < least.rows;
}

/** What a window says that is too small to show anything in. */
export function smallLines({ columns, rows }: Size): readonly Line[] {
  const words = `This window is ${columns} by ${rows}. The onboarding needs ${least.columns} by ${least.rows}: make it larger. Nothing is lost. Ctrl+C leaves.`;
  return wrapText(words, Math.max(1, columns - 1))
    .slice(0, Math.max(1, rows - 1))
    .map((row) => [piece(row, 'warn')]);
}

/** What the body has: all but the head with its heading, and the bottom. One row of the window stays free. */
export function bodyRoom(state: WizardState, size: Size): Size {
  const columns = size.columns - 1;
  return { columns, rows: size.rows - 1 - 6 - bottomLines(state, size).length };
}

const signs = { good: '✓', bad: '✗', warn: '!', faint: '·' } as const;

/** What was said, and the keys that do something. The line is kept free where nothing was said. */
export function bottomLines(state: WizardState, size: Size): readonly Line[] {
  const columns = size.columns - 1;
  return [[], ...saidLines(state, columns), hintLine(screenOf(state).hints(state), columns)];
}

function saidLines({ news, said, job, progress }: WizardState, columns: number): readonly Line[] {
  const lines = [
    ...(news === undefined ? [] : wordsOf(news, columns, 3)),
    ...(said === undefined ? [] : wordsOf(said, columns, 3)),
  ];
  if (lines.length > 0) return lines;
  return [
    job === undefined || progress !== undefined ? [] : [piece(underWay[job.wish.kind] ?? 'one moment …', 'marked')],
  ];
}

const underWay: Readonly<Record<string, string>> = {
  company: 'saving the company …',
  users: 'saving the users …',
  workbook: 'writing the workbook …',
  import: 'importing …',
  activate: 'ordering the activation …',
  mark: 'writing the marked copy …',
  open: 'looking at the record …',
  list: 'looking for onboardings …',
};

function wordsOf({ tone, text, remedy }: Told, columns: number, most: number): readonly Line[] {
  return [
    ...signedRows(signs[tone], text, columns, { tone, most }),
    ...remedy.slice(0, 2).map((each): Line => [piece('→ ', 'marked'), piece(cutLine(each, columns - 2))]),
  ];
}

/** As many hints as one line holds. */
function hintLine(hints: readonly string[], columns: number): Line {
  const fitting: string[] = [];
  for (const hint of hints) {
    if (textWidth([...fitting, hint].join(' · ')) > columns) break;
    fitting.push(hint);
  }
  return [piece(fitting.join(' · '), 'faint')];
}
