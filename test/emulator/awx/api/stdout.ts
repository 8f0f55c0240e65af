import type { Job } from '../world.ts';
import { ApiError } from './api-error.ts';
import type { ApiAnswer } from './routes.ts';

const largest = 1_048_576;

/** A job's output in the form that is asked for. What is too long for a page is told in a sentence, with status 200. */
export function stdoutOf({ output }: Pick<Job, 'output'>, query: URLSearchParams): ApiAnswer {
  const format = query.get('format') ?? 'api';
  const plain = output.replaceAll(/\u001b\[[\d;]*m/g, '');
  if (format === 'txt_download' || format === 'ansi_download') {
    return { status: 200, text: { type: 'text/plain', content: format === 'txt_download' ? plain : output } };
  }
  const size = Buffer.byteLength(output);
  const sentence = `Standard Output too large to display (${size} bytes), only download supported for sizes over ${largest} bytes.`;
  const shown = size > largest ? sentence : format === 'txt' ? plain : output;
  if (format === 'txt' || format === 'ansi') return { status: 200, text: { type: 'text/plain', content: shown } };
  if (format === 'html') return { status: 200, text: { type: 'text/html', content: `<pre>${shown}</pre>` } };
  if (format !== 'json') throw new ApiError(404, 'Not found.');
  if (size > largest) return { status: 200, body: { range: { start: 0, end: 1, absolute_end: 1 }, content: sentence } };
  const lines = shown.split('\n');
  const [start, end] = ['start_line', 'end_line'].map((name) => Number(query.get(name) ?? Number.NaN));
  const from = Number.isNaN(start) ? 0 : (start ?? 0);
  const to = Number.isNaN(end) ? lines.length : (end ?? lines.length);
  const content = lines.slice(from, to).join('\n');
  const encoded = query.get('content_encoding') === 'base64' ? Buffer.from(content).toString('base64') : content;
  return { status: 200, body: { range: { start: from, end: to, absolute_end: lines.length }, content: encoded } };
}
