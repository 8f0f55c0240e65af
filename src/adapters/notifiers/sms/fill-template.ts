export type Fillings = Readonly<Record<'to' | 'text' | 'from' | 'id' | 'secret', string>>;

/** Puts what it stands for in place of each name in braces, in one pass: what is put in is not looked into. */
export function fillTemplate(template: string, fillings: Fillings, write: (value: string) => string): string {
  return template.replace(/\{(to|text|from|id|secret)\}/g, (_, name: keyof Fillings) => write(fillings[name]));
}

/** Within quotes of JSON. */
export function inJson(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

/** As a value in a form, or in the query of an address. */
export function inForm(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}
