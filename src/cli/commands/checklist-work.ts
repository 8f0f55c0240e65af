import type { Command } from 'commander';
import { exitCodeOf } from '../../errors/catalogue.ts';
import { type LocaleFlag, localeOption } from '../checklist-locale.ts';
import type { Context } from '../context.ts';
import { refuseWithoutTerminal, WorkDesk } from '../work-desk.ts';

export function define(command: Command): void {
  command.argument('<ref>', 'e.g. cutover/cotonou-3');
  localeOption(command);
}

/** Draws until somebody leaves. A signal takes the screen away; what was begun is written to its end. */
export async function run(context: Context, [ref = '']: string[], { locale }: LocaleFlag): Promise<number> {
  if (!context.interactive) throw refuseWithoutTerminal(ref);
  const app = await context.app();
  const { author } = await app.git.identity();
  const desk = new WorkDesk(context, app, { ref, locale }, author.email);
  const [view, { workOnChecklist }] = await Promise.all([desk.view(), import('../ui/work-on-checklist.tsx')]);
  const stop = new AbortController();
  const { handle } = context.signals;
  context.signals.handle = (signal) => {
    // The next one ends at once. While somebody listens for it, Ink leaves the process alone.
    context.host.once(signal, () => handle(signal));
    stop.abort();
  };
  const worked = await workOnChecklist({ ...context.terminal, view, desk, until: stop.signal });
  context.signals.handle = handle;
  const late = await worked.underWay;
  if (late?.refusal !== undefined) context.warn(`not written: ${late.refusal.message}`);
  const written = worked.written + (late === undefined || late.refusal !== undefined ? 0 : 1);
  const { id, completed, total, state: now } = late?.view ?? worked.view;
  context.print(
    `${id}: ${completed} of ${total} done, ${now}; ${written} ${written === 1 ? 'change' : 'changes'} written`,
  );
  if (worked.dropped > 0) context.warn(`not written: ${worked.dropped} more that had been asked for`);
  context.noteCheckout(desk.checkout);
  return worked.interrupted ? exitCodeOf('interrupted') : 0;
}
