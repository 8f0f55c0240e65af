import { expect, test } from 'vitest';
import { makeLegitimate } from '../attacks/legitimate.ts';

/** Git tells commits apart by their dates where it walks between two of them, so it walks too far where clocks went back. */
test('a merge with an own ancestor is of one trail, whatever the clocks said on the way', async () => {
  const { forge, base } = await makeLegitimate('sha1');
  const ancestor = forge.git('rev-parse', 'HEAD~2');
  let on = forge.head;
  for (let at = 1; at <= 10; at += 1)
    on = forge.commit({ by: 'dora', on, after: -100_000 * at, files: { 'notes.md': `${at}` } });
  const files = { [forge.path(base.list)]: forge.text(base.list) };
  const merge = forge.commit({ by: 'dora', on: [on, ancestor], tree: on, files, after: 10 });
  const walked = forge.git('rev-list', `${on}..${merge}`).split('\n');
  expect(walked.length).toBeGreaterThan(1);
  const ran = await forge.repository.rgz('ada', 'check', '--range', `${on}..${merge}`, '--json');
  const { findings } = ran.json as { findings: { rule: string }[] };
  expect(findings.map(({ rule }) => rule).filter((rule) => rule.startsWith('merge.'))).toEqual([]);
});
