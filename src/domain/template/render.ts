import { RgzError } from '../../errors/rgz-error.ts';
import { escapeFor } from './escape.ts';
import { isList, lookUp } from './look-up.ts';
import type { Part, Template, Value, View } from './template.ts';

/** What one rendering may take, so that lists within lists of lists cannot hold up whoever waits for it. */
const limits = { steps: 100_000, characters: 1_000_000 };

/** The template with the values of a view in its places. A name that the view does not know stands for nothing. */
export function renderTemplate({ file, target, parts }: Template, view: View): string {
  const out: string[] = [];
  const stack: Value[] = [view];
  let steps = 0;
  let characters = 0;

  const write = (text: string): void => {
    characters += text.length;
    out.push(text);
  };
  const renderWith = (value: Value, inner: readonly Part[]): void => {
    stack.push(value);
    render(inner);
    stack.pop();
  };
  const render = (inner: readonly Part[]): void => {
    for (const part of inner) {
      steps += 1;
      if (steps > limits.steps || characters > limits.characters)
        throw new RgzError('config.invalid', `${file} makes more text than a message may have`, {
          where: { file },
          remedy: ['nest fewer lists in it'],
        });
      if (part.kind === 'fixed') write(part.text);
      else {
        const value = lookUp(stack, part.path) ?? null;
        if (part.kind === 'value') write(typeof value === 'string' ? escapeFor(target, part.place, value) : '');
        else if (part.inverted === isThere(value)) continue;
        else if (part.inverted) render(part.parts);
        else for (const item of isList(value) ? value : [value]) renderWith(item, part.parts);
      }
    }
  };
  render(parts);
  return out.join('');
}

function isThere(value: Value): boolean {
  return isList(value) ? value.length > 0 : value !== null && value !== false && value !== '';
}
