import { type Frame, type Line, piece } from '../screen/line.ts';
import type { Size } from '../screen/size.ts';
import { cutLine } from '../text/cut-line.ts';
import { bodyRoom, bottomLines, smallLines, tooSmall } from './layout.ts';
import { screenOf } from './screens.ts';
import { headLines } from './stepper.ts';
import type { WizardState } from './wizard-state.ts';

/** The whole screen: it fills every row but one. */
export function wizardFrame(state: WizardState, size: Size): Frame {
  if (tooSmall(size)) return [smallLines(size)];
  const screen = screenOf(state);
  const room = bodyRoom(state, size);
  const title: Line = [piece(cutLine(screen.title(state), room.columns), 'strong')];
  const body = screen.body(state, room).slice(0, room.rows);
  const free = Array.from({ length: Math.max(0, room.rows - body.length) }, (): Line => []);
  return [[...headLines(state, room.columns), [], title, [], ...body, ...free, ...bottomLines(state, size)]];
}
