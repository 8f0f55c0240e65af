import type { Command } from 'commander';
import { plainLine } from '../../domain/plain-text.ts';
import { RgzError } from '../../errors/rgz-error.ts';
import { type JudgedPush, judgePush, type PushedRef } from '../../operations/judge-push.ts';
import type { Context } from '../context.ts';
import { findingData } from '../render/findings/json.ts';
import { tally } from '../render/findings/tally.ts';
import { findingLines } from '../render/findings/text.ts';

export function define(command: Command): void {
  command.option('--branch <name>', 'the branch that holds the records (default: what the configuration says)');
}

export async function run(context: Context, _args: string[], { branch }: { branch?: string }): Promise<number> {
  const pushed = readPushed(await readAll(context.host.stdin));
  const { host, settings, build: version } = context;
  const { openForPush } = await import('../../hook-app.ts');
  const app = await openForPush({ start: context.folder, from: host.cwd(), settings, version, interactive: false });
  try {
    const judged = await judgePush(app, pushed, branch);
    const ok = judged.every((each) => each.ok);
    if (context.json) context.printJson({ ok, refs: judged.map(refData) });
    else for (const each of judged) if (!each.ok) context.warn(told(context, each));
    return ok ? 0 : 1;
  } finally {
    await app.git.close();
  }
}

function told(context: Context, { ref, refusal, findings }: JudgedPush): string {
  const { paint } = context;
  const head = `${paint('red', '✗')} rgz refuses this push`;
  if (refusal !== undefined)
    return `${head}: ${plainLine(refusal.because)}\n  ${paint('cyan', '→')} ${plainLine(refusal.remedy)}`;
  return [`${head} to ${plainLine(ref)}: ${tally(findings)}`, ...findingLines(findings, context)].join('\n');
}

function refData({ ref, ok, refusal, findings }: JudgedPush) {
  return { ref, ok, ...(refusal === undefined ? {} : { refusal }), findings: findings.map(findingData) };
}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

/** Git always names a ref. Nothing at all means that somebody else has read the input, and that nothing would be judged. */
function readPushed(input: string): readonly PushedRef[] {
  const lines = input.split('\n').filter((line) => line !== '');
  const pushed = lines.map((line) => {
    const [, before = '', after = '', ref = ''] = /^([0-9a-f]{40,64}) ([0-9a-f]{40,64}) (\S+)$/.exec(line) ?? [];
    return { before: present(before), after: present(after), ref };
  });
  if (pushed.length > 0 && pushed.every((each) => each.ref !== '')) return pushed;
  throw new RgzError('usage.invalid', 'standard input is not what Git tells a pre-receive hook', {
    remedy: ['have Git run it: docs/hooks.md', 'a line is: <old id> <new id> <ref>'],
  });
}

function present(oid: string): string | undefined {
  return /^0*$/.test(oid) ? undefined : oid;
}
