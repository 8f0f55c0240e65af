import type { Colour, Paint } from './paint.ts';

const looks: Record<string, [sign: string, colour: Colour]> = {
  draft: ['✎', 'dim'],
  pending: ['○', 'yellow'],
  in_progress: ['○', 'yellow'],
  imported: ['◉', 'blue'],
  activating: ['↻', 'cyan'],
  applying: ['↻', 'cyan'],
  completed: ['✓', 'green'],
  approved: ['◉', 'blue'],
  deploying: ['↻', 'cyan'],
  deployed: ['✓', 'green'],
  unknown: ['?', 'yellow'],
  rejected: ['✗', 'red'],
  failed: ['✗', 'red'],
  cancelled: ['–', 'dim'],
  invalid: ['!', 'red'],
};

/** A state with its sign, so that colour is never the only difference. */
export function stateText(state: string): string {
  return `${looks[state]?.[0] ?? '·'} ${state.replaceAll('_', ' ')}`;
}

export function paintState(paint: Paint, state: string, text: string): string {
  return paint(looks[state]?.[1] ?? 'dim', text);
}
