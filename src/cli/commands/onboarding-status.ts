import type { Command } from 'commander';
import type { Locale } from '../../domain/notice.ts';
import { onboardingStatus } from '../../operations/onboarding-status.ts';
import type { Context } from '../context.ts';
import { readLocale } from '../locale-option.ts';
import { onboardingText } from '../render/onboarding.ts';

export function define(command: Command): void {
  command
    .argument('<id>', 'e.g. OB-2026-0001')
    .option('--locale <en|fr>', 'the language of the figures', readLocale, 'en');
}

export async function run(context: Context, [id = '']: string[], { locale }: { locale: Locale }): Promise<number> {
  const app = await context.app();
  const status = await onboardingStatus(app, id);
  if (context.json) context.printJson(status);
  else context.print(onboardingText(status, { width: context.width, paint: context.paint, locale }, app.clock.now()));
  if (app.git.remote !== undefined) context.note('as of the last fetch; what came since, git fetch brings');
  return 0;
}
