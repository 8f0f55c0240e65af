import type { Check } from '../../../operations/check.ts';
import type { Context } from '../../context.ts';
import { github } from './github.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

export type FormatName = 'text' | 'json' | 'sarif' | 'junit' | 'github';

/** Every way to tell findings. */
export const formats: Record<
  FormatName,
  (check: Check, context: Pick<Context, 'paint' | 'width' | 'version'>) => string
> = { text, json, sarif, junit, github };
