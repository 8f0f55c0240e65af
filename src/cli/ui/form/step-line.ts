import { type Line, piece } from '../screen/line.ts';
import type { Form, FormState } from './form-state.ts';

/** How far the form has come: `Step 3 of 15 · Name`. */
export function stepLine(form: Form, { at }: FormState, columns: number): Line {
  const count = form.fields.length;
  const label = form.fields[at]?.label ?? 'Summary';
  const words = at < count ? `Step ${at + 1} of ${count} · ` : `All ${count} steps · `;
  const room = columns - words.length - label.length - 2;
  const bar = room < count ? [] : [piece('  '), piece('■'.repeat(at), 'good'), piece('·'.repeat(count - at), 'faint')];
  return [piece(words, 'faint'), piece(label, 'strong'), ...bar];
}
