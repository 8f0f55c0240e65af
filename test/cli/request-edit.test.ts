import { beforeAll, describe, expect, test } from 'vitest';
import { makeRepository, type Repository } from '../kit/repository.ts';

let fixture: Repository;
let id: string;

beforeAll(async () => {
  fixture = await makeRepository();
  id = await fixture.request('dora', { impact: 'critical' });
});

async function spec(repository: Repository): Promise<unknown> {
  const { json } = await repository.rgz('vera', 'show', id, '--json');
  return (json as { spec: unknown }).spec;
}

describe('rgz request edit', () => {
  test('changes what it names, with and without "spec.", and leaves one event', async () => {
    const repository = fixture.copy();
    const ran = await repository.rgz(
      'dora',
      'request',
      'edit',
      id,
      '--set',
      'request.impactAssessment=high',
      '--set',
      'spec.request.rollbackPlan=Go back = revert',
      '--set',
      'target.version=2.1.1',
      '--set',
      'preChecks.performanceTestsPassed=true',
      '--json',
    );
    expect(ran.orThrow().json).toMatchObject({
      spec: {
        target: { version: '2.1.1' },
        request: { impactAssessment: 'high', rollbackPlan: 'Go back = revert' },
        preChecks: { performanceTestsPassed: true },
      },
      status: {
        state: 'pending',
        history: [
          { action: 'created' },
          {
            action: 'edited',
            by: 'dora@example.com',
            changed: [
              'request.impactAssessment',
              'request.rollbackPlan',
              'target.version',
              'preChecks.performanceTestsPassed',
            ],
          },
        ],
      },
    });
    const path = repository.pathOf(id);
    const removed = repository
      .git('diff', '-U0', 'HEAD^', 'HEAD', '--', path)
      .split('\n')
      .filter((line) => /^-[^-]/.test(line));
    expect(removed).toHaveLength(4);
  });

  test('voids the approvals, and says so: in the answer, in show and in the list', async () => {
    const repository = fixture.copy();
    (await repository.rgz('carl', 'approve', id)).orThrow();
    const ran = await repository.rgz('dora', 'request', 'edit', id, '--set', 'request.rollbackPlan=Another plan');
    expect(ran.stdout).toContain('edited');
    expect(ran.stderr).toContain('void');
    const shown = await repository.rgz('vera', 'show', id);
    expect(shown.stdout).toMatch(/Approvals +0 of 2/);
    expect(shown.stdout).toContain('void: carl@example.com');
    expect((await repository.rgz('vera', 'show', id, '--json')).json).toMatchObject({
      derived: { votes: [{ by: 'carl@example.com', standing: 'void' }] },
      status: { history: [{}, { action: 'approved' }, { action: 'edited' }] },
    });
    expect((await repository.rgz('carl', 'approve', id)).stdout).toContain('(1 of 2)');
    expect((await repository.rgz('cleo', 'approve', id, '--json')).json).toMatchObject({
      status: { state: 'approved' },
    });
  });

  test('says nothing of approvals where there were none', async () => {
    const ran = await fixture.copy().rgz('dora', 'request', 'edit', id, '--set', 'request.rollbackPlan=Another plan');
    expect(ran.stderr).not.toContain('void');
  });

  test('several values may follow one --set', async () => {
    const repository = fixture.copy();
    const more = ['request.rollbackPlan=Another plan', 'request.impactAssessment=high'];
    (await repository.rgz('dora', 'request', 'edit', id, '--set', 'target.version=2.1.1', ...more)).orThrow();
    expect(await spec(repository)).toMatchObject({
      target: { version: '2.1.1' },
      request: { rollbackPlan: 'Another plan', impactAssessment: 'high' },
    });
    const wrong = await repository.rgz('dora', 'request', 'edit', id, '--set', 'target.version=3', 'nothing', '--json');
    expect([wrong.code, wrong.error.code]).toEqual([2, 'usage.invalid']);
  });

  test('a schedule can be set, and taken away again', async () => {
    const repository = fixture.copy();
    const set = (value: string) =>
      repository.rgz('dora', 'request', 'edit', id, '--set', `request.scheduledDate=${value}`);
    (await set('2099-01-01T00:00:00Z')).orThrow();
    expect(await spec(repository)).toMatchObject({ request: { scheduledDate: '2099-01-01T00:00:00Z' } });
    (await set('null')).orThrow();
    expect(await spec(repository)).toMatchObject({ request: { scheduledDate: null } });
  });

  test('text stays text, whatever it spells', async () => {
    const repository = fixture.copy();
    for (const value of ['true', 'null', '42', '2.10', '# no comment', '- item', ' blanks ', '{a: b}', '=']) {
      (await repository.rgz('dora', 'request', 'edit', id, '--set', `request.rollbackPlan=${value}`)).orThrow();
      expect(await spec(repository)).toMatchObject({ request: { rollbackPlan: value } });
    }
  });

  test('others who may create may edit; those who may not are refused', async () => {
    expect((await fixture.copy().rgz('cleo', 'request', 'edit', id, '--set', 'request.rollbackPlan=Better')).code).toBe(
      0,
    );
    for (const who of ['dan', 'vera', 'ada', 'sam'] as const) {
      const ran = await fixture.rgz(who, 'request', 'edit', id, '--set', 'request.rollbackPlan=Better', '--json');
      expect([who, ran.code, ran.error.code]).toEqual([who, 4, 'policy.not-allowed']);
    }
  });

  test.each([
    ['another target environment', 'target.targetEnvironment=staging', 3, 'input.invalid', 'never changes'],
    ['another request to roll back', 'rollbackOf=PR-2026-0001', 3, 'input.invalid', 'never changes'],
    ['what it is already', 'request.impactAssessment=critical', 3, 'input.invalid', 'already'],
    ['an unknown impact', 'request.impactAssessment=huge', 3, 'schema.invalid', 'impactAssessment'],
    ['a false check', 'preChecks.stagingTestsPassed=false', 3, 'schema.invalid', 'stagingTestsPassed'],
    ['a justification that is too short', 'request.justification=short', 3, 'schema.invalid', 'justification'],
    ['a schedule in the past', 'request.scheduledDate=2020-01-01T00:00:00Z', 3, 'input.schedule-past', '2020'],
    ['an unknown environment', 'target.sourceEnvironment=mars', 3, 'input.unknown-environment', 'mars'],
    ['an unknown key', 'request.approved=true', 3, 'schema.invalid', 'approved'],
    ['a part of a text', 'request.rollbackPlan.deeper=x', 3, 'schema.invalid', 'rollbackPlan'],
    ['a whole section', 'request=nothing', 3, 'schema.invalid', 'request'],
    ['the status', 'status.state=approved', 2, 'usage.invalid', 'status'],
    ['the metadata', 'metadata.createdBy=carl@example.com', 2, 'usage.invalid', 'metadata'],
    ['__proto__', '__proto__.state=approved', 2, 'usage.invalid', '__proto__'],
    ['a constructor', 'constructor.prototype.state=approved', 3, 'schema.invalid', 'constructor'],
    ['no value', 'request.rollbackPlan', 2, 'usage.invalid', 'path=value'],
    ['no path', '=x', 2, 'usage.invalid', 'path=value'],
    ['only spec', 'spec=x', 2, 'usage.invalid', 'path=value'],
    ['a JSON pointer', '/request/rollbackPlan=x', 2, 'usage.invalid', 'path=value'],
  ])('%s is refused, and nothing is written', async (_, assignment, code, error, about) => {
    const before = fixture.head();
    const ran = await fixture.rgz('dora', 'request', 'edit', id, '--set', assignment, '--json');
    expect([ran.code, ran.stdout, ran.error.code]).toEqual([code, '', error]);
    expect(JSON.stringify([ran.error.message, ran.error.explanations])).toContain(about);
    expect(ran.error.remedy).not.toEqual([]);
    expect(fixture.head()).toBe(before);
  });
});
