import type { Command } from 'commander';
import { exitCodeOf } from '../../errors/catalogue.ts';
import { RgzError } from '../../errors/rgz-error.ts';
import { findOnboarding } from '../../operations/find-onboarding.ts';
import type { Context } from '../context.ts';
import { CompanyDesk } from '../onboard-desk.ts';
import { reportOnboarding } from '../report-onboarding.ts';

export function define(command: Command): void {
  command
    .argument('[id]', 'an onboarding to go on with, or its tenant')
    .option('--tenant <slug>', 'the id of the tenant to be, or of one that is being onboarded');
}

/** Draws until somebody leaves. A signal takes the screen away; what was begun is written to its end. */
export async function run(context: Context, [named]: string[], { tenant }: { tenant?: string }): Promise<number> {
  if (!context.interactive) throw await withoutTerminal(context, named, tenant);
  const app = await context.app();
  const desk = new CompanyDesk(context, app);
  const id = await whichOnboarding(app, named, tenant);
  const [start, { onboardCompany }] = await Promise.all([
    id !== undefined
      ? desk.session(id).then((session) => ({ session }))
      : tenant !== undefined
        ? { tenant }
        : desk.sessions().then((sessions) => ({ sessions })),
    import('../ui/onboard-company.tsx'),
  ]);
  const barred = await desk.barred(id === undefined ? tenant : undefined);
  const stop = new AbortController();
  const { handle } = context.signals;
  context.signals.handle = (signal) => {
    // The next one ends at once. While somebody listens for it, Ink leaves the process alone.
    context.host.once(signal, () => handle(signal));
    stop.abort();
  };
  const done = await onboardCompany({ ...context.terminal, ...start, barred, desk, until: stop.signal });
  context.signals.handle = handle;
  await reportOnboarding(context, done);
  context.noteCheckout(desk.checkout);
  return done.interrupted ? exitCodeOf('interrupted') : 0;
}

/** The onboarding that was named, or the one of the tenant. A tenant that has none is a new one. */
async function whichOnboarding(
  app: Awaited<ReturnType<Context['app']>>,
  named: string | undefined,
  tenant: string | undefined,
): Promise<string | undefined> {
  if (named !== undefined) {
    const found = await findOnboarding(app, named);
    if (found !== undefined) return found;
    throw new RgzError('record.unknown', `there is no onboarding of ${JSON.stringify(named)}`, {
      remedy: ['rgz onboard', `rgz onboard --tenant ${named}`],
    });
  }
  return tenant === undefined ? undefined : findOnboarding(app, tenant);
}

/** Where nothing can be drawn, the same is done by these. They take an id, also of whoever named a tenant. */
async function withoutTerminal(context: Context, named?: string, tenant?: string): Promise<RgzError> {
  const given = named ?? tenant;
  const found = given === undefined ? undefined : await idOf(context, given);
  const isId = named !== undefined && /^OB-/i.test(named);
  const id = found ?? (isId ? named : '<id>');
  const slug = tenant ?? (isId ? '<slug>' : (named ?? '<slug>'));
  return new RgzError('usage.invalid', 'this needs a terminal to draw on, on both ends and outside of CI', {
    remedy: [
      ...(found === undefined ? [`rgz onboarding start --tenant ${slug} -f <file>`] : []),
      `rgz onboarding users ${id} -f <file>`,
      `rgz onboarding workbook ${id} -o <file.xlsx>`,
      `rgz onboarding import ${id} <file.xlsx> --dry-run`,
      `rgz onboarding import ${id} <file.xlsx>`,
      `rgz onboarding activate ${id}`,
      `rgz onboarding status ${id}`,
    ],
  });
}

/** Where there is no repository, that is not what whoever asked for the wizard has to hear first. */
async function idOf(context: Context, named: string): Promise<string | undefined> {
  try {
    return await findOnboarding(await context.app(), named);
  } catch (error) {
    if (error instanceof RgzError) return undefined;
    throw error;
  }
}
