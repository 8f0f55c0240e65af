import { plainLine } from '../../../domain/plain-text.ts';
import { redact } from '../../../errors/redact.ts';

/** Makes what another side said fit for a reason: on one line, not too long, and without these secrets in any form. */
export function tidyOf(secrets: readonly string[]): (text: string) => string {
  const forms = [...new Set(secrets.flatMap(formsOf))].sort((left, right) => right.length - left.length);
  return (text) => {
    const clean = forms.reduce((rest, form) => rest.replaceAll(form, '[secret]'), text);
    const line = redact(plainLine(clean));
    return line.length <= 500 ? line : `${line.slice(0, 499).toWellFormed()}…`;
  };
}

function formsOf(secret: string): readonly string[] {
  if (secret === '') return [];
  const quoted = JSON.stringify(secret).slice(1, -1);
  const base64 = Buffer.from(secret).toString('base64');
  return [secret, encodeURIComponent(secret), quoted, base64, base64.replace(/=+$/, '')];
}
