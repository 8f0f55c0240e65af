import { appendFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { forCheck } from '../../check-app.ts';
import { RgzError } from '../../errors/rgz-error.ts';
import { aheadOf } from '../../operations/ahead-of-remote.ts';
import { type Check, check } from '../../operations/check.ts';
import type { Context } from '../context.ts';
import { pathInRepository } from '../path-in-repository.ts';
import { type FormatName, formats } from '../render/findings/formats.ts';
import { stepSummary } from '../render/findings/step-summary.ts';

interface Options {
  range?: string;
  gate: string[];
  tenant?: string;
  format?: FormatName;
  offline?: true;
}

export function define(command: Command): void {
  command
    .argument('[path...]', 'only these files and folders')
    .option('--range <base..head>', 'judge these commits too')
    .option(
      '--gate <name>',
      'a gate of the policy that has to be open; may be repeated',
      (text, before: string[]) => [...before, text],
      [],
    )
    .option('--tenant <id>', 'whose gate it is; needed where several tenants have such a checklist')
    .option('--offline', 'ask nothing outside of this clone: evidence in another store is not looked at')
    .addOption(new Option('--format <name>', 'how to tell findings').choices(Object.keys(formats)));
}

export async function run(context: Context, paths: string[], options: Options): Promise<number> {
  if (options.tenant !== undefined && options.gate.length === 0)
    throw new RgzError('usage.invalid', '--tenant says whose gate is asked for, and no --gate is named', {
      remedy: [`rgz check --gate <name> --tenant ${options.tenant}`],
    });
  const format = formatOf(context, options.format);
  const app = forCheck(await context.app());
  const range = options.range === undefined ? undefined : readRange(options.range);
  const outcome = await check(app, {
    gates: options.gate,
    ...(options.tenant === undefined ? {} : { tenant: options.tenant }),
    ...(options.offline === undefined ? {} : { offline: true }),
    ...(paths.length === 0 ? {} : { paths: paths.map((path) => pathInRepository(context, app.git.worktree, path)) }),
    ...(range === undefined ? {} : { range }),
  });
  context.print(formats[format](outcome, context));
  if (range !== undefined && outcome.range?.backwards) warnOfNoCommit(context, range);
  if (format === 'github') summarise(context, outcome);
  const base = range === undefined && format === 'text' && !context.quiet ? await aheadOf(app) : undefined;
  if (base !== undefined)
    context.note(`these are the files only; who committed what, and how: rgz check --range ${base}..HEAD`);
  return outcome.ok ? 0 : 1;
}

/** Green for a range that holds nothing says nothing of what was meant. */
function warnOfNoCommit(context: Context, { base, head }: { base: string; head: string }): void {
  const said = `${base}..${head} holds no commit, so none was judged: ${base} has all that ${head} has`;
  context.warn(`${context.paint('yellow', '!')} ${said}. The other way round: rgz check --range ${head}..${base}`);
}

function formatOf({ json }: Context, format: FormatName | undefined): FormatName {
  if (!json) return format ?? 'text';
  if (format === undefined || format === 'json' || format === 'sarif') return format ?? 'json';
  throw new RgzError('usage.invalid', `--json and --format ${format} ask for two different things`, {
    remedy: ['leave one of them out'],
  });
}

/** A summary that cannot be written changes nothing of the verdict. */
function summarise(context: Context, outcome: Check): void {
  const { stepSummary: file } = context.settings;
  if (file === undefined) return;
  try {
    appendFileSync(file, stepSummary(outcome));
  } catch {
    context.warn('the summary of this step cannot be written (GITHUB_STEP_SUMMARY)');
  }
}

function readRange(text: string): { base: string; head: string } {
  const match = /^(.+?)\.\.\.?(.*)$/.exec(text);
  if (match?.[1] !== undefined && !match[1].startsWith('-')) return { base: match[1], head: match[2] || 'HEAD' };
  throw new RgzError('usage.invalid', `--range ${text} is not of the form base..head`, {
    remedy: ['--range origin/main..HEAD'],
  });
}
