import { plainLine } from '../../../domain/plain-text.ts';
import { bar } from '../screen/bar.ts';
import { type Line, piece } from '../screen/line.ts';
import { cutLine } from '../text/cut-line.ts';
import { textWidth } from '../text/text-width.ts';
import type { WorkView } from './work-view.ts';

const stateTones = { open: 'warn', ready: 'marked', approved: 'good', rejected: 'bad', cancelled: 'faint' } as const;
const colorTones = { red: 'bad', yellow: 'warn', orange: 'warn', green: 'good' } as const;

/** What it is, and how far it has come. */
export function headLines(view: WorkView, columns: number, below: readonly Line[]): readonly Line[] {
  const { title, subject, tenant, state } = view;
  const name = cutLine(`${plainLine(title)} · ${subject} · ${tenant}`, columns - state.length - 2);
  const gap = ' '.repeat(Math.max(2, columns - textWidth(name) - state.length));
  const first: Line = [piece(name, 'strong'), piece(gap), piece(state, stateTones[state])];
  return [first, scoreLine(view, columns), ...below];
}

const widest = 60;

function scoreLine({ completed, total, percentage, color, blocked }: WorkView, columns: number): Line {
  const words = ` ${completed}/${total}  ${percentage} %`;
  const more = columns < 38 ? '' : `  ${color}`;
  const stuck = columns < 38 || blocked === 0 ? '' : `  ${blocked} blocked`;
  const room = Math.max(0, Math.min(widest, columns - words.length - more.length - stuck.length));
  return [
    ...bar(percentage / 100, room, colorTones[color]),
    piece(words),
    piece(more, colorTones[color]),
    piece(stuck, 'bad'),
  ];
}
