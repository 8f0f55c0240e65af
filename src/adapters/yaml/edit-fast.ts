import type { YamlEdit } from '../../ports/yaml.ts';
import { edited, type Reader } from './edit/edited.ts';
import { parseFast } from './fast/parse-fast.ts';
import { checkSize } from './print/check-writable.ts';

const fast: Reader = { isStrict: false, parse: parseFast };

/** The same text as `edit` gives, without the `yaml` package, or undefined where only that can tell. */
export function editFast(text: string, edits: readonly YamlEdit[]): string | undefined {
  const tree = parseFast(text);
  const result = tree === undefined ? undefined : edited({ text, tree }, edits, fast);
  return result === undefined ? undefined : checkSize(result);
}
