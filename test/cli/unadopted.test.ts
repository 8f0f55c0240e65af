import { expect, test } from 'vitest';
import { makeRepository } from '../kit/repository.ts';

interface Audit {
  ok: boolean;
  unverified: number;
  findings: { rule: string; commit: string }[];
}

test('nobody can take the configuration away and go on unseen, not even an admin', async () => {
  const repository = await makeRepository();
  const id = await repository.request();
  const config = repository.show('.rgz/config.yaml');
  const path = repository.pathOf(id);
  const gone = repository.commit('ada', { files: { '.rgz/config.yaml': null } });
  const forged = repository.commit('dora', {
    files: { [path]: repository.show(path).replace('state: pending', 'state: approved') },
  });
  const back = repository.commit('ada', { files: { '.rgz/config.yaml': `${config}\n` } });

  const { code, json } = await repository.rgz('vera', 'audit', '--json');
  expect(code).toBe(1);
  const { unverified, findings } = json as Audit;
  expect(unverified).toBe(0);
  expect(findings.map(({ rule, commit }) => [rule, commit])).toEqual(
    expect.arrayContaining([
      ['repository.unadopted', gone],
      ['status.state-differs', forged],
    ]),
  );
  expect(findings.filter(({ commit }) => commit === back)).toEqual([]);
});
