import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';

/** The full path of a program, found as `execvp` would, or why it cannot be run. */
export async function findProgram(
  program: string,
  cwd: string,
  path: string | undefined,
): Promise<{ path: string } | { problem: string }> {
  const named = program.includes('/');
  const places = named ? [resolve(cwd, program)] : (path ?? '/bin:/usr/bin').split(':').map((at) => join(at, program));
  const found = await Promise.all(places.map((place) => (isAbsolute(place) ? place : resolve(cwd, place))).map(look));
  const good = found.find(({ kind }) => kind === 'good');
  if (good !== undefined) return { path: good.place };
  const there = found.find(({ kind }) => kind === 'not-executable');
  if (there !== undefined) return { problem: `${there.place} is there and cannot be executed` };
  return { problem: named ? `there is no program ${places[0]}` : `there is no program "${program}" in the PATH` };
}

async function look(place: string): Promise<{ place: string; kind: 'good' | 'not-executable' | 'missing' }> {
  const is = await stat(place).catch(() => undefined);
  if (!is?.isFile()) return { place, kind: 'missing' };
  const may = await access(place, constants.X_OK).then(
    () => true,
    () => false,
  );
  return { place, kind: may ? 'good' : 'not-executable' };
}
