import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { beatLines } from '../render/beats.ts';
import { outlookLines } from '../render/outlook.ts';

export function define(_command: Command): void {}

export async function run(context: Context): Promise<number> {
  const app = await context.app();
  const [{ beatsOf, defaultName, forController }, { planController }] = await Promise.all([
    import('../../controller-app.ts'),
    import('../../controller/start.ts'),
  ]);
  const controllers = await beatsOf(app);
  const name = controllers.find(({ alive }) => alive)?.controller ?? defaultName();
  const deps = await forController(app, {
    name,
    write: () => undefined,
    format: () => '',
    watchRefs: false,
    settings: context.settings,
    version: context.build,
  });
  const living = controllers.filter(({ alive }) => alive);
  const { actions: due, ...outlook } = await planController(deps, { name }, living);
  if (context.json) {
    context.printJson({ controllers, due, ...outlook });
    return 0;
  }
  context.print(beatLines(controllers, context, app.clock.now()).join('\n'));
  context.print(['', ...outlookLines({ actions: due, ...outlook }, context, false)].join('\n'));
  return 0;
}
