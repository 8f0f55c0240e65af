import type { Command } from 'commander';
import { exitCodeOf } from '../../errors/catalogue.ts';
import { RgzError } from '../../errors/rgz-error.ts';
import { createRequest } from '../../operations/create-request.ts';
import type { Context } from '../context.ts';
import { readRequestFile } from '../read-request-file.ts';
import { missingFlags, type RequestFile, type RequestFlags, requestFrom, toRequestFlags } from '../request-flags.ts';

export function define(command: Command): void {
  command
    .option('--tenant <id>', 'whose request it is')
    .option('--target <type/name@version>', 'what to promote, e.g. api/payment-api@2.1.0')
    .option('--from <environment>', 'where it runs now (default: staging)')
    .option('--to <environment>', 'where it is to run (default: prod)')
    .option('--justification <text>', 'why, in 20 characters or more')
    .option('--release-notes <text|@file>', 'what changes, as Markdown')
    .option('--impact <level>', 'low, medium, high or critical')
    .option('--rollback-plan <text>', 'how to go back')
    .option('--schedule <date>', 'not before this ISO date (default: as soon as it is approved)')
    .option('--staging-tests-passed', 'the tests on staging passed')
    .option('--security-scan-passed', 'the security scan passed')
    .option('--performance-tests-passed', 'the performance tests passed')
    .option('--evidence <url>', 'where that can be seen')
    .option('--emergency', 'fewer approvals now; until somebody has reviewed it, nothing else of the tenant goes live')
    .option('-f, --file <file>', 'a spec or a whole record as YAML or JSON; - reads standard input');
}

export async function run(
  context: Context,
  _args: string[],
  options: RequestFlags & { file?: string },
): Promise<number> {
  const app = await context.app();
  const file = options.file === undefined ? undefined : await readRequestFile(context, app, options.file);
  const flags =
    missingFlags(options, file).length > 0 && context.interactive && file === undefined
      ? await ask(context, options)
      : options;
  if (flags === undefined) {
    context.note('nothing was created');
    return exitCodeOf('interrupted');
  }
  context.requireAll(missingFlags(flags, file), 'rgz request create --help');
  const wanted = await requestFrom(context, flags, file);
  const { result, checkout } = await createRequest(app, wanted).catch((error) => throwPlaced(error, file));
  if (context.json) context.printJson(result.record);
  else context.print(result.record.metadata.id);
  context.note(`${result.path}; next: rgz show ${result.record.metadata.id}`);
  context.noteCheckout(checkout);
  return 0;
}

/** What is wrong with the spec of a file is told with its place there. */
async function throwPlaced(error: unknown, file: RequestFile | undefined): Promise<never> {
  if (!(error instanceof RgzError) || file === undefined) throw error;
  const { code, message, remedy, explanations } = error;
  const pointer = error.where?.pointer ?? explanations[0]?.pointer;
  if (!pointer?.startsWith('/spec')) throw error;
  throw new RgzError(code, message, { remedy, explanations, where: await file.place(pointer), cause: error });
}

/** The form, on a terminal. undefined: the user left it. */
async function ask(context: Context, flags: RequestFlags): Promise<RequestFlags | undefined> {
  const [{ askForRequest }, { checkDraft, toDraft }] = await Promise.all([
    import('../ui/ask-for-request.tsx'),
    import('../request-draft-check.ts'),
  ]);
  const app = await context.app();
  const view = await app.store.view('read');
  const [tenants, config] = await Promise.all([view.tenants(), view.config()]);
  const environments = config.order;
  const draft = await askForRequest({
    ...context.terminal,
    tenants,
    environments,
    initial: toDraft(flags),
    check: (values) => checkDraft(values, { tenants, environments, now: app.clock.now() }),
  });
  if (draft === undefined) return undefined;
  return { ...toRequestFlags(draft), ...(flags.emergency === undefined ? {} : { emergency: true }) };
}
