import type { YAMLError } from 'yaml';

const sentences: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  BAD_DQ_ESCAPE: 'This is not an escape that YAML knows; a backslash in double quotes is written as "\\\\".',
  BAD_INDENT: 'The indentation does not fit the lines above.',
  BAD_SCALAR_START: 'A plain value cannot start with this character; put the value in quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'A value that holds ": " needs quotes, or the nested mapping its own line.',
  BLOCK_IN_FLOW: 'Inside [ ] and { } only values in [ ], { } or on one line are possible.',
  KEY_OVER_1024_CHARS: 'A key is longer than 1024 characters.',
  MULTILINE_IMPLICIT_KEY: 'A key must be on one line.',
  MULTIPLE_DOCS: 'The file holds more than one document.',
  TAB_AS_INDENT: 'A tab cannot indent a line; use spaces.',
  UNEXPECTED_TOKEN: 'This does not belong here.',
};

const missing: readonly [RegExp, string][] = [
  [/^Missing closing/, 'A quote is not closed.'],
  [/end with a [\]}]$/, 'A bracket is not closed.'],
  [/^Missing , between/, 'A comma is missing here.'],
  [/^Comments must be separated/, 'A comment needs a space before its "#".'],
  [/^Implicit map keys need/, 'This line is neither "key: value" nor a part of the value above.'],
];

/** The plain sentence for an error of the `yaml` package. */
export function sentenceOf(code: YAMLError['code'], message: string): string {
  const text = message.split('\n')[0] ?? '';
  const sentence = missing.find(([pattern]) => pattern.test(text))?.[1] ?? sentences[code];
  if (sentence !== undefined) return sentence;
  return text.endsWith('.') ? text : `${text}.`;
}
