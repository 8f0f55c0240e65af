import type { Check } from '../../../operations/check.ts';
import type { Context } from '../../context.ts';
import { json } from './json.ts';
import { text } from './text.ts';

export type FormatName = 'text' | 'json';

/** Every way to tell findings. */
export const formats: Record<FormatName, (check: Check, context: Pick<Context, 'paint'>) => string> = { text, json };
