import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { password, startLite } from '../adapters/deployers/postgres/lite.ts';
import { SinkStage } from '../adapters/deployers/postgres/sink-stage.ts';
import { CutLine } from '../kit/cut-line.ts';
import { Onboarding, users } from '../kit/onboarding.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';

const database = startLite();
afterAll(async () => (await database).close());

interface Entry {
  event: string;
  record?: string;
  message: string;
}

const args = ['controller', 'run', '--until-idle', '--timeout', '100', '--name', 'one', '--log', 'json'];

const company = { sector: 'retail', country: 'SN', site: { name: 'Sor', address: 'Saint-Louis' } };

/** Two tenants to be activated in a database, and a request of a third tenant that goes elsewhere. */
async function ordered(schema: string) {
  const warehouse = { type: 'postgres', schema, createTables: true, connectSeconds: 5, answerSeconds: 8 };
  const repository = await makeRepository({
    config: {
      environments: { staging: {}, prod: { deployer: 'local' } },
      order: ['staging', 'prod'],
      deployers: { local: { type: 'command', command: ['true'] }, warehouse },
      onboarding: { sink: 'warehouse' },
    },
  });
  const others = [{ firstName: 'Fatou', lastName: 'Sow', email: 'fatou@sow.example', role: 'admin' }];
  const onboardings = [];
  for (const [tenant, who] of [
    ['boutique-ndar', users],
    ['boutique-sow', others],
  ] as const) {
    const onboarding = new Onboarding(repository, tenant);
    await onboarding.start('ada', { company: { ...company, name: tenant }, users: [...who] });
    await onboarding.import();
    await onboarding.order();
    onboardings.push(onboarding.id);
  }
  const request = await repository.request('dora');
  (await repository.rgz('cleo', 'approve', request)).orThrow();
  return { repository, onboardings, request };
}

test('a database that is silent from a commit on holds up nobody else, and is asked what became of it', async () => {
  const stage = await SinkStage.at((await database).url, password);
  const line = new CutLine((await database).url);
  await line.up();
  const { repository, onboardings, request } = await ordered(stage.schema);
  // Tables are made in a transaction too, before anything is launched.
  await (await stage.open()).ready();
  line.cut = { at: 'COMMIT', when: 'after', silent: true };
  const ran = (await repository.run('robot', args, { env: { RGZ_POSTGRES_URL: line.url } })).orThrow();
  await line.down();
  expect(line.cuts).toBe(1);
  const journal = ran.stderr.split('\n').flatMap((text) => (text === '' ? [] : [JSON.parse(text) as Entry]));
  const at = (event: string, id?: string) =>
    journal.findIndex((each) => each.event === event && (id === undefined || each.record === id));
  const unsure = at('launch-unsure');
  const silent = journal[unsure]?.record ?? '';
  expect(onboardings).toContain(silent);
  const other = onboardings.find((id) => id !== silent);
  for (const ended of [at('completed', other), at('deployed', request)]) {
    expect(ended).toBeGreaterThan(-1);
    expect(ended).toBeLessThan(unsure);
  }
  expect(at('find-found', silent)).toBeGreaterThan(unsure);
  for (const id of onboardings) expect(actionsOf(repository, id)).toEqual(once);
  expect(await stage.counts()).toMatchObject({ tenants: 2, users: 3, onboarding_sessions: 2, import_jobs: 2 });
  expect((await repository.rgz('vera', 'audit', '--json')).orThrow().json).toMatchObject({ ok: true, findings: [] });
  await stage.close();
}, 120_000);

const once = ['created', 'imported', 'activation-ordered', 'claimed', 'launched', 'completed'];

function actionsOf(repository: Repository, id: string): string[] {
  const record = parse(repository.show(repository.pathOf(id))) as { status: { history: { action: string }[] } };
  return record.status.history.map(({ action }) => action);
}
