import { plainLine, plainText } from '../../domain/plain-text.ts';
import { redact } from '../../errors/redact.ts';
import { RgzError, type Where } from '../../errors/rgz-error.ts';
import { jsonText } from './json-text.ts';
import type { Paint } from './paint.ts';

/** The error as one JSON document. */
export function errorJson(error: RgzError): string {
  const { code, message, remedy, where, explanations } = error;
  const told = {
    code,
    message: plainText(message),
    remedy: remedy.map(plainText),
    ...(where === undefined ? {} : { where }),
    ...(explanations.length === 0 ? {} : { explanations }),
  };
  return jsonText({ error: told }, 0);
}

/** The error for people: what, where, why, and what to type next. */
export function errorText(error: RgzError, paint: Paint): string {
  const lines = [`${paint('red', '✗')} ${plainText(placedMessage(error))} ${paint('dim', `[${error.code}]`)}`];
  const others = error.explanations.filter((each) => !error.message.includes(each.message));
  for (const each of others) lines.push(`  ${paint('dim', '·')} ${plainLine(placedMessage(each))}`);
  for (const each of error.remedy) lines.push(`  ${paint('cyan', '→')} ${plainLine(each)}`);
  return lines.join('\n');
}

/** The message after its place, which is told once where the message begins with the file itself. */
function placedMessage({ message, where }: Pick<RgzError, 'message'> & { where?: Where | undefined }): string {
  if (where === undefined) return message;
  const place = [where.file, where.line, where.column].filter((part) => part !== undefined).join(':');
  return message.startsWith(where.file) ? `${place}${message.slice(where.file.length)}` : `${place}: ${message}`;
}

/** Anything that is not an RgzError is a bug, and is told with what to report. */
export function asRgzError(error: unknown): RgzError {
  if (error instanceof RgzError) return error;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const first = redact(text).split('\n').slice(0, 4).join(' | ');
  return new RgzError('bug', `rgz met a case it does not know: ${first}`, {
    remedy: ['report the command and this text; what is on the remote is whole'],
    cause: error,
  });
}
