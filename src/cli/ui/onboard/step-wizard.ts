import type { Key } from '../keyboard/key.ts';
import type { Size } from '../screen/size.ts';
import { bodyRoom, tooSmall } from './layout.ts';
import { screenOf } from './screens.ts';
import type { WizardState } from './wizard-state.ts';

/** Screens where letters are commands. Elsewhere they are text. */
const lettered = new Set(['sessions', 'users', 'errors', 'plan', 'activate', 'waiting', 'summary']);

/** The wizard after a key. */
export function stepWizard(state: WizardState, key: Key, size: Size): WizardState {
  if (state.outcome !== 'open') return state;
  if (key.name === 'interrupt') return { ...state, outcome: 'interrupted' };
  // In a window that shows nothing, nobody knows what a key would do.
  if (tooSmall(size)) return state;
  if (key.name === 'escape' && state.news !== undefined)
    return { ...state, news: undefined, said: undefined, sure: undefined };
  // A step that is being written is not changed under its feet.
  if (state.job !== undefined && state.screen !== 'reading') return state;
  if (key.name === 'text' && lettered.has(state.screen)) {
    if (key.pasted) return state;
    const [first = '', ...rest] = key.text;
    const after = stepOnce(state, { ...key, text: first }, size);
    return rest.length === 0 ? after : stepWizard(after, { ...key, text: rest.join('') }, size);
  }
  return stepOnce(state, key, size);
}

function stepOnce(state: WizardState, key: Key, size: Size): WizardState {
  const { again, ...rest } = state;
  const now = again === undefined ? state : { ...rest, again: undefined };
  return screenOf(state).step(now, key, bodyRoom(now, size));
}
