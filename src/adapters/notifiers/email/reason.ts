import { plainLine } from '../../../domain/plain-text.ts';
import { redact } from '../../../errors/redact.ts';
import type { Server } from './server.ts';

const longest = 300;

/** Words of the other side as they may be kept and shown: on one line, and without the password, however it was sent. */
export function tidyReason(text: string, login: Server['login']): string {
  const clean = formsOf(login).reduce((rest, form) => rest.replaceAll(form, '[secret]'), plainLine(text));
  const line = redact(clean);
  return line.length > longest ? `${line.slice(0, longest).toWellFormed()}…` : line;
}

function formsOf(login: Server['login']): readonly string[] {
  if (login === undefined) return [];
  const { username, password } = login;
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const encoded = [base64(`\0${username}\0${password}`), base64(password)];
  const bare = encoded.map((form) => form.replace(/=+$/, ''));
  const forms = [password, plainLine(password), encodeURIComponent(password), ...encoded, ...bare];
  return forms.filter((form) => form !== '').sort((one, other) => other.length - one.length);
}
