import type { Writable } from 'node:stream';
import { gitFailure } from './git-failure.ts';
import type { GitRunner } from './run-git.ts';

const linesPerWrite = 2_000;

/**
 * Runs a Git command that reads many lines, and gives its output as it comes. The output is only read as fast as it is
 * taken, and the lines are only written as fast as Git reads them. Leaving early ends the process.
 */
export async function* feedLines(
  git: GitRunner,
  args: readonly string[],
  lines: readonly string[],
): AsyncGenerator<Buffer> {
  const child = git.start(args);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(0, 10_000);
  });
  child.stdin.on('error', () => {});
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', (cause) => reject(git.notStarted(cause)));
    child.once('close', (code) => resolve(code ?? 128));
  });
  ended.catch(() => {});
  const feeding = feed(child.stdin, lines);
  try {
    for await (const chunk of child.stdout) yield chunk as Buffer;
    if ((await ended) !== 0) throw gitFailure(args, said, git.folder);
  } finally {
    child.kill();
    child.stdin.destroy();
    await feeding;
  }
}

async function feed(stdin: Writable, lines: readonly string[]): Promise<void> {
  for (let at = 0; at < lines.length && !stdin.destroyed; at += linesPerWrite) {
    const more = stdin.write(`${lines.slice(at, at + linesPerWrite).join('\n')}\n`);
    if (!more) await drained(stdin);
  }
  if (!stdin.destroyed) stdin.end();
}

function drained(stdin: Writable): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      stdin.off('drain', go);
      stdin.off('close', go);
      resolve();
    };
    stdin.on('drain', go);
    stdin.on('close', go);
  });
}
