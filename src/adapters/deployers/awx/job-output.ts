import { logTail } from '../log-tail.ts';
import type { AwxApi } from './api.ts';

const tooLarge = /^Standard Output too large to display \(\d+ bytes\)/;

/** The end of what a job printed; empty where AWX gives nothing. Long output has to be asked for as a download. */
export async function jobOutput(api: AwxApi, id: number): Promise<string> {
  const shown = await api.text(`jobs/${id}/stdout`, { format: 'txt' });
  const long = shown !== undefined && tooLarge.test(shown.text);
  const output = long ? await api.text(`jobs/${id}/stdout`, { format: 'txt_download' }) : shown;
  return output === undefined ? '' : logTail(output.text, output.cut, [api.secret]);
}
