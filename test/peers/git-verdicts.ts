import { spawn } from 'node:child_process';
import { buffer, text } from 'node:stream/consumers';
import { runGit } from '../kit/folder.ts';

interface Asked {
  cwd: string;
  env: Record<string, string>;
  signers: string;
}

/**
 * What `git log --format=%G?` says of each commit of a straight line, by its id. Git starts ssh-keygen for one commit
 * after the other, so several of it are asked at once, each of a part of the line.
 */
export async function gitVerdicts(
  asked: Asked,
  base: string,
  head: string,
  parts: number,
): Promise<ReadonlyMap<string, string>> {
  const line = runGit(asked.cwd, asked.env, ['rev-list', `${base}..${head}`]).split('\n');
  const ends = Array.from({ length: parts }, (_, at) => line[Math.floor((line.length * at) / parts)] ?? head);
  const found = await Promise.all(ends.map((end, at) => verdictsOf(asked, ends[at + 1] ?? base, end)));
  return new Map(found.flat());
}

/** Git may die of the pipe that closes when ssh-keygen leaves without reading, as it does where a signature is torn; then it is asked again from where it was. */
async function verdictsOf({ cwd, env, signers }: Asked, base: string, head: string): Promise<[string, string][]> {
  const verdicts: [string, string][] = [];
  let [next, tries] = [head, 0];
  for (;;) {
    const args = ['-c', `gpg.ssh.allowedSignersFile=${signers}`, 'log', '--format=%H %G?', `${base}..${next}`];
    const git = spawn('git', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise<[number | null, string | null]>((resolve, reject) => {
      git.on('error', reject);
      git.on('close', (code, signal) => resolve([code, signal]));
    });
    const [stdout, stderr, [status, signal]] = await Promise.all([buffer(git.stdout), text(git.stderr), ended]);
    const lines = stdout.toString().split('\n').filter(Boolean);
    for (const line of lines) verdicts.push([line.slice(0, -2), line.slice(-1)]);
    if (status === 0) return verdicts;
    if (signal !== 'SIGPIPE') throw new Error(`git log ended with ${status ?? signal}: ${stderr}`);
    const last = lines.at(-1)?.slice(0, -2);
    if (last === undefined && ++tries > 50) throw new Error(`git log gets no further than ${next}`);
    if (last !== undefined) [next, tries] = [`${last}^`, 0];
  }
}
