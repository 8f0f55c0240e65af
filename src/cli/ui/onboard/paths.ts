import type { Answer, Entry } from './questions.ts';

/** A path as somebody types it: the folder that is looked into, and the beginning or a part of a name in it. */
export function splitPath(text: string): { folder: string; begun: string } {
  if (text === '~' || text === '..' || text === '.') return { folder: `${text}/`, begun: '' };
  const cut = text.lastIndexOf('/') + 1;
  return { folder: text.slice(0, cut), begun: text.slice(cut) };
}

/** The entries that the typed part leaves. Hidden ones only where they are asked for. */
export function entriesFor({ entries = [] }: Answer, begun: string): readonly Entry[] {
  const wanted = begun.toLowerCase();
  return entries.filter(
    ({ name }) => name.toLowerCase().includes(wanted) && (begun.startsWith('.') || !name.startsWith('.')),
  );
}

/** The path of the folder around one: what Backspace goes to when nothing is typed. */
export function folderAbove(folder: string): string {
  if (folder === '/' || folder === '~/') return folder === '/' ? '/' : '~/../';
  if (folder === '' || /(?:^|\/)\.\.\/$/.test(folder)) return `${folder}../`;
  return folder.replace(/[^/]+\/$/, '');
}

/** What Tab makes of a path: as long as all that fit go on alike. */
export function completedPath(text: string, answer: Answer): string {
  const { folder, begun } = splitPath(text);
  const fitting = (answer.entries ?? []).filter(
    ({ name }) => name.startsWith(begun) && (begun.startsWith('.') || !name.startsWith('.')),
  );
  const [first, ...others] = fitting.map(({ name, folder: inside }) => `${name}${inside ? '/' : ''}`);
  if (first === undefined) return text;
  let { length } = first;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length -= 1;
  return `${folder}${first.slice(0, length)}`;
}

export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

export const mostBytes = 10 * 1024 * 1024;
