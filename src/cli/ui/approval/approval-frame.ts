import { type Frame, type Line, piece } from '../screen/line.ts';
import type { Size } from '../screen/size.ts';
import { layOut } from './approval-layout.ts';
import type { ApprovalState, Matter } from './approval-state.ts';

/** What is to be decided, as much as the window holds, and the question. */
export function approvalFrame(matter: Matter, state: ApprovalState, size: Size): Frame {
  const { heading, matter: lines, seen, gates, comment, hint } = layOut(matter, state, size);
  const above = Math.min(state.above, lines.length - seen);
  const shown = lines.slice(above, above + seen);
  const cut = lines.length > seen ? [moreLine(above, lines.length - above - seen)] : [];
  const asked: readonly Line[] =
    state.stage === 'question'
      ? [[piece('Approve? ', 'strong'), piece('y/N')]]
      : [
          [piece('Approve? ', 'strong'), piece('yes')],
          [piece('Comment ', 'strong'), piece('(may be empty)', 'faint')],
          ...comment.map((row, index): Line => [piece(index === 0 ? '❯ ' : '  ', 'marked'), piece(row)]),
        ];
  return [heading.map((row): Line => [piece(row, 'strong')]), [...shown, ...cut], [...gates, ...asked, ...hint]];
}

function moreLine(above: number, below: number): Line {
  const parts = [above > 0 ? `↑ ${above} more above` : '', below > 0 ? `↓ ${below} more below` : ''];
  return [piece(`… ${parts.filter((part) => part !== '').join(' · ')}`, 'marked')];
}
