import type { Running } from './start.ts';

const leastMs = 180_000;

/** What keeps a controller from being ready, in words that tell nothing of where it runs; empty where it is. */
export function unreadiness({ latest, news }: Running, now: number, pollMs: number): readonly string[] {
  const pass = latest();
  const because: string[] = [];
  if (pass === undefined) because.push('no pass was made yet');
  else if (now - pass.at - pass.took > Math.max(leastMs, 3 * pollMs)) because.push('the last pass is too long ago');
  if (news.trouble?.code === 'git.unwritable') because.push('the clone cannot be written');
  else if (news.trouble !== undefined) because.push('the remote does not answer, or takes no commits');
  return because;
}
