import { isList, isView, lookUp } from './look-up.ts';
import { type Part, type Template, templateFault, type Value, type View } from './template.ts';

/** Holds every name in a template against a view in which nothing is missing. Throws `config.invalid` at the first that is wrong. */
export function checkTemplate({ file, parts }: Template, sample: View): void {
  const check = (inner: readonly Part[], stack: readonly Value[]): void => {
    for (const part of inner) {
      if (part.kind === 'fixed') continue;
      const name = part.path.join('.') || '.';
      const value = lookUp(stack, part.path);
      if (value === undefined)
        throw templateFault(file, part.spot, `nothing is named ${name} here`, `there are ${namesIn(stack)}`);
      if (part.kind === 'value') {
        if (typeof value !== 'string')
          throw templateFault(file, part.spot, `${name} is no text`, `write {{#${name}}}…{{/${name}}}`);
      } else {
        check(part.parts, part.inverted ? stack : [...stack, (isList(value) ? value[0] : value) ?? null]);
      }
    }
  };
  check(parts, [sample]);
}

function namesIn(stack: readonly Value[]): string {
  return [...new Set(stack.filter(isView).flatMap((view) => Object.keys(view)))].sort().join(', ');
}
