import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeRepository, type Repository } from '../kit/repository.ts';

const id = 'PR-2024-0003';
const path = `requests/prod/2024/12/${id}.yaml`;
/** The example of the document that asked for all this: its status says pending, its history says deployed. */
const example = readFileSync(fileURLToPath(new URL(`../fixtures/records/${id}.yaml`, import.meta.url)), 'utf8');

let repository: Repository;

beforeAll(async () => {
  repository = await makeRepository();
  repository.commit('dora', { files: { [path]: example } });
});

describe("the source document's own example", () => {
  test('is read as it stands, whatever is wrong with it', async () => {
    const shown = (await repository.rgz('vera', 'show', id, '--json')).orThrow().json;
    expect(shown).toMatchObject({
      apiVersion: 'apim.cab-i.com/v1',
      metadata: { id, createdBy: 'pierre.durand@cab-i.com', tenant: 'tenant-finance' },
      spec: {
        target: { name: 'payment-api', version: '2.1.0' },
        request: { justification: 'New PCI-DSS compliant payment flow', impactAssessment: 'low', scheduledDate: null },
      },
      status: {
        state: 'pending',
        approvedBy: 'jean.dupont@cab-i.com',
        deployedAt: '2024-12-23T14:20:00Z',
        rejectedBy: null,
      },
    });
    const { status } = shown as { status: { history: object[] } };
    expect(status.history).toHaveLength(3);
    expect(status.history[2]).toEqual({
      action: 'deployed',
      at: '2024-12-23T14:20:00Z',
      by: 'system',
      jobId: 'awx-job-5678',
      deploymentId: 'deploy-abc123',
    });
  });

  test('fits its schema', async () => {
    const ran = await repository.rgz('vera', 'check', path, '--json');
    const { findings } = ran.json as { findings: { rule: string }[] };
    expect(findings.filter((each) => /schema|yaml/.test(each.rule))).toEqual([]);
    expect(findings.map((each) => each.rule)).not.toEqual([]);
  });

  test('show tells that status and history disagree', async () => {
    const ran = await repository.rgz('vera', 'show', id);
    expect(ran.stdout).toContain('status.state says pending, the history says deployed');
    expect(ran.stdout).toContain('jean.dupont@cab-i.com');
    expect(ran.stdout).toContain('Approved after review');
    expect((await repository.rgz('vera', 'show', id, '--json')).json).toMatchObject({
      derived: {
        state: 'deployed',
        problems: expect.arrayContaining([expect.objectContaining({ rule: 'state-differs' })]),
      },
    });
  });

  test('list tells it', async () => {
    expect((await repository.rgz('vera', 'request', 'list')).stdout).toMatch(
      /PR-2024-0003.*status and history disagree/,
    );
    expect((await repository.rgz('vera', 'request', 'list', '--json')).json).toMatchObject([{ id, note: 'disagrees' }]);
  });

  test('log tells it', async () => {
    const ran = await repository.rgz('vera', 'log', id);
    expect(ran.stdout).toContain('status.state says pending, the history says deployed');
  });

  test('nothing can be decided on it, and it says why', async () => {
    const before = repository.head();
    for (const args of [
      ['approve', id],
      ['request', 'edit', id, '--set', 'request.impactAssessment=high'],
      ['request', 'retry', id],
    ]) {
      const ran = await repository.rgz('cleo', ...args, '--json');
      expect([ran.code, ran.stdout]).toEqual([4, '']);
      expect(JSON.stringify(ran.error)).toContain('status.state says pending, the history says deployed');
      expect(ran.error.remedy).toContain(`rgz log ${id}`);
    }
    expect(repository.head()).toBe(before);
  });

  test('the way out is a new request from the same file, which is then rgz’s own', async () => {
    const ran = await repository.rgz('dora', 'request', 'create', '-f', path, '--json');
    expect(ran.orThrow().json).toMatchObject({
      apiVersion: 'rgz.dev/v1',
      metadata: { createdBy: 'dora@example.com', tenant: 'tenant-finance' },
      status: { state: 'pending', history: [{ action: 'created' }] },
    });
  });
});
