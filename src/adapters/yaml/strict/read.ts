import type { YamlReading } from '../../../ports/yaml.ts';
import { decode } from './decode.ts';
import { LineIndex } from './line-index.ts';
import { offsetAt } from './locate.ts';
import { parse } from './parse.ts';

/** Reads a file strictly, with positions. */
export function read(bytes: Uint8Array): YamlReading {
  const decoded = decode(bytes);
  if ('problem' in decoded) return { ok: false, problems: [decoded.problem] };
  const { text } = decoded;
  const parsed = parse(text);
  if ('problems' in parsed) {
    const lines = new LineIndex(text);
    return {
      ok: false,
      problems: parsed.problems.map(({ offset, message }) => ({ ...lines.position(offset), message })),
    };
  }
  let lines: LineIndex | undefined;
  return {
    ok: true,
    value: parsed.tree.value,
    locate(pointer, part) {
      lines ??= new LineIndex(text);
      return lines.position(offsetAt(parsed.tree, pointer, part));
    },
  };
}
