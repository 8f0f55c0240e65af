import { rmSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Onboarding } from '../kit/onboarding.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { expectSound, tipOf } from './aftermath.ts';
import { type Kill, killAt } from './kill-at.ts';

/** Kills at each of them, or with RGZ_KILL_EVERY=7 at every seventh. */
const step = Number(process.env.RGZ_KILL_EVERY ?? 1);
/** No activation starts Git so often. */
const mostGits = 80;
const args = ['controller', 'run', '--until-idle', '--timeout', '60', '--quiet', '--name', 'one'];
const path = 'tenants/boutique-ndar/tenant.yaml';

let fixture: { repository: Repository; id: string };
beforeAll(async () => {
  const repository = await makeRepository();
  fixture = { repository, id: await new Onboarding(repository).ordered() };
});

/** False where it ended before it could be killed. */
async function activatedWhenKilled(kill: Kill): Promise<boolean> {
  const repository = fixture.repository.copy();
  if (!(await kill(args, { cwd: repository.work, env: repository.env('robot') }))) return false;
  expect(stateAt(repository)).toBe(actionsAt(repository).includes('completed') ? 'active' : 'inactive');
  await expectSound(repository);
  (await repository.rgz('robot', ...args)).orThrow();
  expect(stateAt(repository)).toBe('active');
  const actions = actionsAt(repository).filter((action) => action !== 'taken-over');
  expect(actions).toEqual(['created', 'imported', 'activation-ordered', 'claimed', 'launched', 'completed']);
  await expectSound(repository);
  rmSync(repository.root, { recursive: true });
  return true;
}

function stateAt(repository: Repository): string {
  return (parse(repository.git('show', `${tipOf(repository)}:${path}`)) as { status: { state: string } }).status.state;
}

function actionsAt(repository: Repository): string[] {
  const text = repository.git('show', `${tipOf(repository)}:${repository.pathOf(fixture.id)}`);
  return (parse(text) as { status: { history: { action: string }[] } }).status.history.map(({ action }) => action);
}

test.each(['before', 'after'] as const)(
  'an activation that was killed %s any time it starts Git leaves no half of a tenant, and goes on',
  async (when) => {
    let nth = 1;
    while (await activatedWhenKilled(killAt({ when, nth }))) {
      nth += step;
      expect(nth).toBeLessThan(mostGits);
    }
    expect(nth).toBeGreaterThan(5);
  },
  900_000,
);
