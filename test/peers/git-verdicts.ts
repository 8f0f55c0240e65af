import { spawnSync } from 'node:child_process';

/**
 * What `git log --format=%G?` says of each commit of a straight line, by its id. Git may die of the pipe that closes when
 * ssh-keygen leaves without reading, as it does where a signature is torn; then it is asked again from where it was.
 */
export function gitVerdicts(
  { cwd, env, signers }: { cwd: string; env: Record<string, string>; signers: string },
  base: string,
  head: string,
): ReadonlyMap<string, string> {
  const verdicts = new Map<string, string>();
  let [next, tries] = [head, 0];
  for (;;) {
    const args = ['-c', `gpg.ssh.allowedSignersFile=${signers}`, 'log', '--format=%H %G?', `${base}..${next}`];
    const { status, signal, stdout, stderr } = spawnSync('git', args, { cwd, env, maxBuffer: 1 << 28 });
    const lines = stdout.toString().split('\n').filter(Boolean);
    for (const line of lines) verdicts.set(line.slice(0, -2), line.slice(-1));
    if (status === 0) return verdicts;
    if (signal !== 'SIGPIPE') throw new Error(`git log ended with ${status ?? signal}: ${stderr}`);
    const last = lines.at(-1)?.slice(0, -2);
    if (last === undefined && ++tries > 50) throw new Error(`git log gets no further than ${next}`);
    if (last !== undefined) [next, tries] = [`${last}^`, 0];
  }
}
