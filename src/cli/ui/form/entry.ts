import { plainText } from '../../../domain/plain-text.ts';
import { type EditedText, editedText, wholeText } from '../text/edited-text.ts';
import type { ChoiceField, Field } from './field.ts';

export interface ChoiceEntry {
  kind: 'choice';
  options: readonly string[];
  filter: string;
  /** The place of the mark among the options that the filter leaves. */
  marked: number;
}

export interface TextEntry {
  kind: 'text' | 'lines';
  text: EditedText;
}

export interface AnswerEntry {
  kind: 'answer';
  yes: boolean | undefined;
}

/** What somebody is entering into the field in front of them. */
export type Entry = ChoiceEntry | TextEntry | AnswerEntry;

/** An entry that shows the value which the draft has already. */
export function openEntry(field: Field, value: string | boolean | undefined): Entry {
  switch (field.kind) {
    case 'choice':
      return { kind: 'choice', options: field.options, filter: '', marked: firstMark(field, value) };
    case 'answer':
      return { kind: 'answer', yes: typeof value === 'boolean' ? value : undefined };
    default:
      return { kind: field.kind, text: editedText(typeof value === 'string' ? plainText(value) : '') };
  }
}

/** The value that an entry stands for; undefined while there is none. */
export function enteredValue(entry: Entry): string | boolean | undefined {
  switch (entry.kind) {
    case 'choice':
      return optionsLeft(entry)[entry.marked];
    case 'answer':
      return entry.yes;
    default:
      return wholeText(entry.text).trim();
  }
}

export function optionsLeft({ options, filter }: ChoiceEntry): readonly string[] {
  const wanted = filter.toLowerCase();
  return options.filter((option) => option.toLowerCase().includes(wanted));
}

function firstMark({ options, usual }: ChoiceField, value: string | boolean | undefined): number {
  const wanted = typeof value === 'string' && options.includes(value) ? value : usual;
  return wanted === undefined ? 0 : Math.max(0, options.indexOf(wanted));
}
