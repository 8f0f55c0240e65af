import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:net';
import { dirname, join } from 'node:path';
import type { Admitted, Beat, ControllerState } from '../../ports/controller-state.ts';
import { LocalTexts } from './local-texts.ts';
import { holdName, isHeld } from './name-lock.ts';

/** The folder of one controller below `<git folder>/rgz/controller`. `ruleSet` changes whenever a verdict could. */
export function controllerState(root: string, name: string, ruleSet: string): ControllerState {
  const folder = join(root, name);
  let server: Server | undefined;
  return {
    instance: instanceOf(root),
    recall: () => recall(folder, ruleSet),
    remember(admitted) {
      const body = JSON.stringify(admitted);
      replace(join(folder, 'admitted'), `${seal(ruleSet, body)}\n${body}\n`);
    },
    places: new LocalTexts(
      (name) => readOr(placeFile(folder, name), '') || undefined,
      (name, text) => void replace(placeFile(folder, name), text),
    ),
    beat: (beat) => replace(join(folder, 'beat.json'), `${JSON.stringify(beat)}\n`),
    async lock() {
      server = await holdName(folder);
      return server !== undefined;
    },
    unlock: () => server?.close(),
  };
}

function placeFile(folder: string, name: string): string {
  return join(folder, 'places', `${encodeURIComponent(name)}.json`);
}

/** What the controllers of this clone have admitted, where the rules are still the same. */
export function readAdmitted(root: string, ruleSet: string): readonly Admitted[] {
  return readdirOr(root).flatMap((name) => recall(join(root, name), ruleSet) ?? []);
}

function recall(folder: string, ruleSet: string): Admitted | undefined {
  const [head, body = ''] = readOr(join(folder, 'admitted'), '').split('\n', 2);
  return head === seal(ruleSet, body) ? (JSON.parse(body) as Admitted) : undefined;
}

/** What was altered, torn or found out under other rules counts as not there. */
function seal(ruleSet: string, body: string): string {
  return createHash('sha256').update(`${ruleSet}\n${body}`).digest('hex');
}

/** What the controllers of this clone last said, and whether they are alive. */
export async function readBeats(root: string): Promise<readonly (Beat & { alive: boolean })[]> {
  const names = readdirOr(root);
  const beats = names.map(async (name) => {
    const text = readOr(join(root, name, 'beat.json'), '');
    if (text === '') return [];
    try {
      return [{ ...(JSON.parse(text) as Beat), alive: await isHeld(join(root, name)) }];
    } catch {
      return [];
    }
  });
  return (await Promise.all(beats)).flat();
}

/** A name of the clone's own, made once. A folder that cannot be written gets a new one each time, and is taken for another clone. */
function instanceOf(root: string): string {
  const file = join(root, 'instance');
  const known = readOr(file, '').trim();
  if (/^[0-9a-f]{16}$/.test(known)) return known;
  const made = randomBytes(8).toString('hex');
  replace(file, `${made}\n`);
  return made;
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}

/** Where the folder is none, not even that goes through. */
function removeOr(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {}
}

function readdirOr(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** Whole or not at all; what cannot be kept is found out again. */
function replace(file: string, text: string): boolean {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(draft, text);
    renameSync(draft, file);
    return true;
  } catch {
    removeOr(draft);
    return false;
  }
}
