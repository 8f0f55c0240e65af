import { type Command, InvalidArgumentError } from 'commander';

export interface ParameterFlag {
  parameter: Record<string, string>;
}

/** Values of the template, each by its name. */
export function parameterOption(command: Command): void {
  command.option('--parameter <name=value>', 'a value of the template, e.g. vlan=42; may be repeated', collect, {});
}

function collect(text: string, before: Record<string, string>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('a name and a value are needed, e.g. vlan=42');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}
