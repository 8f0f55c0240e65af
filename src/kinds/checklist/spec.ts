import type { Locale, Words } from '../../domain/notice.ts';
import type { RecordData } from '../../domain/record.ts';
import { settleParameters } from './settle-parameters.ts';

export type Proof = 'none' | 'any' | 'image' | 'document' | 'measurement';

/** One point of a checklist, as its template has it. */
export interface TemplateItem {
  id: string;
  title: Words;
  help?: Words;
  role?: string;
  required?: boolean;
  critical?: boolean;
  weight?: number;
  evidence?: Proof;
  after?: readonly string[];
  probe?: TemplateProbe;
}

export interface TemplateProbe {
  run: string;
  with: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  claim: Readonly<Record<string, string>>;
}

export interface TemplateCategory {
  id: string;
  title: Words;
  items: readonly TemplateItem[];
}

/** What a checklist took along from its template, so that no later change of that lowers its bar. */
export interface PinnedTemplate {
  name: string;
  title: Words;
  description?: Words;
  parameters?: Readonly<Record<string, { title: Words; pattern?: string; default?: string }>>;
  categories: readonly TemplateCategory[];
  colors?: readonly { from: number; color: Color }[];
  approve?: 'required' | 'critical';
  /** Its points come from a list in Markdown. */
  markdown?: boolean;
  reminders?: { emailDays?: number; smsDays?: number; escalateDays?: number };
}

export type Color = 'red' | 'yellow' | 'orange' | 'green';

export interface ChecklistSpec {
  subject: string;
  template: PinnedTemplate;
  parameters?: Readonly<Record<string, string>>;
}

export function specOf(record: Pick<RecordData, 'spec'>): ChecklistSpec {
  return record.spec as unknown as ChecklistSpec;
}

/** Every point with the category it stands in, numbered from 1. */
export function pointsOf({
  template,
}: ChecklistSpec): readonly { item: TemplateItem; category: string; number: number }[] {
  const all = template.categories.flatMap(({ id, items }) => items.map((item) => ({ item, category: id })));
  return all.map((each, at) => ({ ...each, number: at + 1 }));
}

/** What has to be complete before anybody may approve. */
export function isNeeded({ template }: ChecklistSpec, { required = true, critical = false }: TemplateItem): boolean {
  return template.approve === 'critical' ? critical : required;
}

/** The values of the parameters: those given, and the defaults. */
export function valuesOf({ template, parameters = {} }: ChecklistSpec): Readonly<Record<string, string>> {
  const settled = settleParameters(template.parameters ?? {}, { ...parameters });
  return settled.ok ? Object.fromEntries(settled.values) : parameters;
}

/** A text in one language, with values in it. */
export function wordsIn(words: Words, locale: Locale, parameters: Readonly<Record<string, string>> = {}): string {
  const text = words[locale] ?? words.en;
  return text.replace(/\{([a-z][A-Za-z0-9]*)\}/g, (whole, name: string) =>
    Object.hasOwn(parameters, name) ? (parameters[name] ?? '') : whole,
  );
}
