import type { App } from '../app.ts';
import { nextSteps } from '../operations/next-steps.ts';
import type { Context } from './context.ts';

/** What was done to an onboarding, and what this person may do next. */
export async function noteNext(context: Context, app: App, id: string, done: string): Promise<void> {
  if (context.quiet || context.json) return;
  const [first, ...others] = await nextSteps(app, id);
  context.note(`${done}; next: ${first}`);
  for (const each of others) context.note(`      or: ${each}`);
}
