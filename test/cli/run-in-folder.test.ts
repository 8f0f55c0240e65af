import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, writeUnder } from '../kit/folder.ts';
import { makeRepository } from '../kit/repository.ts';
import { recordText, requestFlags } from '../kit/requests.ts';

test('files are those of the folder that -C names, as if rgz had been started there', async () => {
  const repository = await makeRepository();
  const cwd = makeFolder();
  writeUnder(repository.work, 'papers/new.yaml', recordText({ id: 'PR-2026-0001' }));
  writeUnder(repository.work, 'papers/notes.md', 'From the folder\n');
  writeUnder(repository.work, 'papers/carl.pub', `${repository.key('carl').publicLine}\n`);
  const inPapers = (who: 'dora' | 'ada', ...args: string[]) =>
    repository.run(who, ['-C', join(repository.work, 'papers'), ...args], { cwd });
  (await inPapers('dora', 'request', 'create', '-f', 'new.yaml')).orThrow();
  const notes = requestFlags().with(requestFlags().indexOf('--release-notes') + 1, '@notes.md');
  const { json } = (await inPapers('dora', 'request', 'create', ...notes, '--json')).orThrow();
  expect(json).toMatchObject({ spec: { request: { releaseNotes: 'From the folder\n' } } });
  (await inPapers('ada', 'policy', 'grant', 'carl@example.com', '--key', 'carl.pub')).orThrow();
  (await inPapers('ada', 'audit', 'export', '-o', 'audit.json')).orThrow();
  expect(existsSync(join(repository.work, 'papers', 'audit.json'))).toBe(true);
});

test('a path may lead to the repository through a link', async () => {
  const repository = await makeRepository();
  const id = await repository.request();
  const link = join(makeFolder(), 'link');
  symlinkSync(repository.work, link);
  for (const path of ['.', 'requests', repository.pathOf(id), join(link, 'requests'), link, repository.work]) {
    const ran = await repository.run('vera', ['-C', link, 'check', path, '--json'], { cwd: makeFolder() });
    expect([path, ran.code, ran.stderr]).toEqual([path, 0, '']);
    expect(ran.json).toMatchObject({ checked: 1 });
  }
});
