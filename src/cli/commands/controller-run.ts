import { type Command, InvalidArgumentError } from 'commander';
import type { Outlook, Started } from '../../controller/start.ts';
import { RgzError } from '../../errors/rgz-error.ts';
import { wayToControl } from '../../operations/way-to-control.ts';
import { besideController } from '../beside-controller.ts';
import type { Context } from '../context.ts';
import { journalLine } from '../render/journal-line.ts';
import { outlookLines } from '../render/outlook.ts';

interface Options {
  name?: string;
  poll: number;
  once?: true;
  untilIdle?: true;
  timeout?: number;
  plan?: true;
  shard?: readonly [number, number];
  log?: 'text' | 'json';
  listen?: string;
}

export function define(command: Command): void {
  command
    .option('--name <id>', 'the name of this controller, like no other (default: that of the machine)', readName)
    .option('--poll <seconds>', 'how often the remote is asked for news', readSeconds, 10)
    .option('--once', 'do what can be done now, and end')
    .option('--until-idle', 'end when nothing is due or under way')
    .option('--timeout <seconds>', 'with --until-idle or --once: give up after so long', readSeconds)
    .option('--plan', 'tell what would be done, and do nothing')
    .option('--shard <i/n>', 'only every n-th share of the tenants, i from 1 to n', readShard)
    .option('--listen <host:port>', 'serve webhooks, health and metrics there, e.g. 127.0.0.1:9464')
    .option(
      '--log <form>',
      'the journal as text or json (default: text on a terminal; none where --json ends by itself)',
      readForm,
    );
}

export async function run(context: Context, _args: string[], options: Options): Promise<number> {
  refuseEndlessTimeout(options);
  const app = await context.app();
  const [{ forController, defaultName, heardOf }, { planController, startController }] = await Promise.all([
    import('../../controller-app.ts'),
    import('../../controller/start.ts'),
  ]);
  const name = options.name ?? defaultName();
  const pollMs = options.poll * 1000;
  const beside = await besideController(context, app, { ...options, name, pollMs });
  const until = options.once ? 'once' : options.untilIdle ? 'idle' : 'stopped';
  const deps = await forController(app, {
    name,
    write: keepsJournal(context, options) ? (line) => context.host.stderr.write(line) : () => undefined,
    format:
      (options.log ?? (context.host.stderr.isTTY ? 'text' : 'json')) === 'json'
        ? undefined
        : (entry) => journalLine(entry, context),
    watchRefs: until !== 'once' && !options.plan,
    hear: beside?.hear,
    settings: context.settings,
    version: context.build,
  });
  const shard = options.shard === undefined ? {} : { shard: options.shard };
  try {
    if (options.plan) {
      await deps.git.refresh();
      const { beats } = await heardOf(app, context.build);
      tell(context, await planController(deps, { name, ...shard }, beats), false);
      return 0;
    }
    const way = await wayToControl(app);
    if (way !== undefined) context.warn(`you are no controller, so nothing is carried out; an admin types: ${way}`);
    context.signals.handle = () => deps.stop();
    const timeout = options.timeout === undefined ? {} : { timeoutMs: options.timeout * 1000 };
    const visit = beside === undefined ? {} : { visit: beside.visit };
    const started = await startController(
      deps,
      { name, pollMs, until, ...timeout, ...shard, ...visit },
      beside?.serve(deps),
    );
    tell(context, started, true);
    if (until !== 'stopped') {
      refuseNobody(started, way);
      refuseUnreached(started);
    }
    return 0;
  } finally {
    await beside?.close();
    await deps.waker.close();
  }
}

/** Where an error has to be the one document on standard error, a journal is in its way unless somebody asks for it. */
function keepsJournal({ json }: Context, { log, once, untilIdle }: Options): boolean {
  return log !== undefined || !json || !(once || untilIdle);
}

/** A controller that stays has nothing to be late with. */
function refuseEndlessTimeout({ timeout, once, untilIdle }: Options): void {
  if (timeout === undefined || once || untilIdle) return;
  throw new RgzError('usage.invalid', '--timeout is for a controller that ends by itself', {
    remedy: [`rgz controller run --until-idle --timeout ${timeout}`, 'rgz controller run --help'],
  });
}

function tell(context: Context, outlook: Outlook | Started, ran: boolean): void {
  if (context.json) context.printJson(outlook);
  else context.print(outlookLines(outlook, context, ran).join('\n'));
}

/** What was due and could not be done is no success for whoever waits for the exit code. */
function refuseUnreached({ held }: Started): void {
  const away = held.flatMap(({ id, gates }) =>
    gates
      .filter(({ gate, values }) => gate === 'deployer' && values.deployer !== null)
      .map(({ because, remedy = [] }) => ({ id, because, remedy })),
  );
  const [first] = away;
  if (first === undefined) return;
  throw new RgzError('deployer.unavailable', `${first.because}; ${first.id} waits`, {
    explanations: away.map(({ id, because }) => ({ rule: id, message: because })),
    remedy: [...new Set(away.flatMap(({ remedy }) => remedy)), 'rgz controller run goes on where this one ended'],
  });
}

/** Whoever may not act as a controller carried nothing out of what was due. */
function refuseNobody({ held }: Started, way: string | undefined): void {
  const refused = held.flatMap(({ id, gates }) =>
    gates
      .filter(({ gate, code }) => gate === 'controller' && code === 'policy.not-allowed')
      .map((each) => ({ id, ...each })),
  );
  const [first] = refused;
  if (first === undefined) return;
  throw new RgzError('policy.not-allowed', `${first.because}; ${first.id} waits`, {
    explanations: refused.map(({ id, because }) => ({ rule: id, message: because })),
    remedy: [...(way === undefined ? [] : [`an admin types: ${way}`]), ...(first.remedy ?? [])],
  });
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() === '' || !(seconds > 0) || seconds > 86_400)
    throw new InvalidArgumentError('a number of seconds is needed');
  return seconds;
}

function readName(text: string): string {
  if (/^[A-Za-z0-9]([A-Za-z0-9._-]{0,58}[A-Za-z0-9])?$/.test(text)) return text;
  throw new InvalidArgumentError('letters, digits, dots and dashes, 60 at most');
}

function readShard(text: string): readonly [number, number] {
  const [, share = '', of = ''] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const [index, count] = [Number(share) - 1, Number(of)];
  if (index >= 0 && index < count) return [index, count];
  throw new InvalidArgumentError('a share such as 1/3 is needed');
}

function readForm(text: string): 'text' | 'json' {
  if (text === 'text' || text === 'json') return text;
  throw new InvalidArgumentError('text or json');
}
