import { expect, test } from 'vitest';
import { makeStage } from './stage.ts';

/** What a file may hold at most. */
const most = 1024 * 1024;

test('a record with no room for another event waits, and the others go on', async () => {
  const stage = await makeStage();
  const [full, good] = [await stage.approved({ target: 'api/a@1' }), await stage.approved({ target: 'api/b@1' })];
  const { repository } = stage;
  const path = repository.pathOf(full);
  const text = `${repository.show(path)}\n# `;
  repository.commit('vera', { files: { [path]: `${text}${'x'.repeat(most - text.length - 60)}\n` } });
  const one = await stage.open();
  const { held } = await one.run();
  expect((await one.stateOf(good)).state).toBe('deployed');
  expect((await one.stateOf(full)).state).toBe('approved');
  expect(held).toMatchObject([
    { id: full, gates: [{ gate: 'controller', because: expect.stringContaining('bytes') }] },
  ]);
  expect(stage.world.jobs.map(({ job }) => job.request)).toEqual([good]);
  await one.end();
});
