import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runGit } from '../kit/folder.ts';
import type { MemoryGit } from './memory-git.ts';

/** Writes every commit of a history in memory into a real repository; gives the real id of each. */
export function importHistory(
  folder: string,
  env: Record<string, string>,
  memory: MemoryGit,
): ReadonlyMap<string, string> {
  const commits = [...memory.commits.values()];
  const marks = new Map(commits.map(({ oid }, index) => [oid, index + 1]));
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const stream = commits.map(({ oid, parents, author, committer, message, files }) => {
    const lines = [
      `commit refs/made/${marks.get(oid)}`,
      `mark :${marks.get(oid)}`,
      `author ${author.name} <${author.email}> ${author.at} +0000`,
      `committer ${committer.name} <${committer.email}> ${committer.at} +0000`,
    ];
    const from = parents.map((parent, at) => `${at === 0 ? 'from' : 'merge'} :${marks.get(parent)}\n`).join('');
    const tree = [...files].map(
      ([path, { mode, oid: blob }]) => `M ${mode} inline ${path}\n${data(memory.text(blob))}`,
    );
    return `${lines.join('\n')}\n${data(message)}${from}deleteall\n${tree.join('')}\n`;
  });
  const list = join(folder, 'marks');
  runGit(folder, env, ['fast-import', '--quiet', '--force', `--export-marks=${list}`], stream.join(''));
  const real = readFileSync(list, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.slice(1).split(' '));
  const byMark = new Map(real.map(([mark = '', oid = '']) => [Number(mark), oid]));
  return new Map(commits.map(({ oid }) => [oid, byMark.get(marks.get(oid) ?? 0) ?? '']));
}
