import { beforeAll, expect, test } from 'vitest';
import { makeRepository, type Repository, type Who } from '../kit/repository.ts';
import { recordPath } from '../kit/requests.ts';
import { recordIn, type State } from '../kit/states.ts';

const id = 'PR-2026-0500';
const path = recordPath({ id });

/** The same data as people write it: remarks everywhere, each kind of quotes, blocks, flow, blank lines, no final line break. */
function handWritten(state: State, impact: string): string {
  const text = recordIn(state, { id, impact });
  return text
    .replace('apiVersion: rgz.dev/v1', "# Ours, see the wiki\n\napiVersion:   'rgz.dev/v1'   # group and version")
    .replace('kind: PromotionRequest', 'kind: "PromotionRequest"')
    .replace('  tenant: tenant-finance', '  tenant: "tenant-finance" # the big one')
    .replace('spec:', '\n# --- what is asked for ---\nspec:')
    .replace(/ {2}preChecks:\n(?: {4}.*\n)+/, (block) => {
      const values = block
        .split('\n')
        .slice(1, -1)
        .map((line) => line.trim());
      return `  preChecks: { ${values.map((line) => line.replace(/(https.*)$/, "'$1'")).join(',  ')} }  # all green\n\n`;
    })
    .replace('rollbackPlan: Revert', '# if all fails\n    rollbackPlan: >-\n      Revert')
    .replace('status:', '# rgz writes what follows\nstatus:')
    .replace('  history:', '  # oldest first\n  history:')
    .replace(/\n$/, '\n# end of file');
}

let fixture: Repository;

beforeAll(async () => {
  fixture = await makeRepository();
});

interface Step {
  who: Who;
  args: readonly string[];
  from: State;
  impact?: string;
  /** The lines that go, without their indentation; all else stays byte for byte. */
  removed: readonly RegExp[];
  added: readonly RegExp[];
}

const event = (action: string, by: string, ...more: RegExp[]) => [
  new RegExp(`^- action: ${action}$`),
  /^at: "?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"?$/,
  new RegExp(`^by: ${by}$`),
  ...more,
];
const digest = /^digest: "?sha256:[0-9a-f]{64}"?$/;

const steps: Record<string, Step> = {
  'approve, of which one more is needed': {
    who: 'carl',
    args: ['approve', id, '--comment', 'fine: "by" me'],
    from: 'pending',
    removed: [],
    added: event('approved', 'carl@example.com', digest, /^quorum: 2$/, /^comment: .*fine: .*by.* me.*$/),
  },
  approve: {
    who: 'carl',
    args: ['approve', id],
    from: 'pending',
    impact: 'low',
    removed: [/^state: pending$/],
    added: [
      /^state: approved$/,
      ...event('approved', 'carl@example.com', digest, /^quorum: 1$/),
      /^approvedBy: carl@example.com$/,
      /^approvedAt: /,
    ],
  },
  reject: {
    who: 'carl',
    args: ['reject', id, '--reason', 'not good enough yet'],
    from: 'pending',
    removed: [/^state: pending$/],
    added: [
      /^state: rejected$/,
      ...event('rejected', 'carl@example.com', digest, /^reason: .?not good enough yet.?$/),
      /^rejectedBy: carl@example.com$/,
      /^rejectedAt: /,
      /^rejectionReason: .?not good enough yet.?$/,
    ],
  },
  'request cancel': {
    who: 'dora',
    args: ['request', 'cancel', id],
    from: 'pending',
    removed: [/^state: pending$/],
    added: [/^state: cancelled$/, ...event('cancelled', 'dora@example.com', digest)],
  },
  'request edit': {
    who: 'dora',
    args: ['request', 'edit', id, '--set', 'target.version=2.1.1'],
    from: 'pending',
    removed: [/^version: 2\.1\.0$/],
    added: [
      /^version: "?2\.1\.1"?$/,
      ...event('edited', 'dora@example.com', digest, /^changed:$/, /^- target\.version$/),
    ],
  },
  'request retry': {
    who: 'dora',
    args: ['request', 'retry', id],
    from: 'failed',
    removed: [/^state: failed$/],
    added: [/^state: approved$/, ...event('retried', 'dora@example.com')],
  },
};

test.each(Object.entries(steps))(
  'rgz %s changes the lines of its event and of what follows from it, and no other byte',
  async (_what, step) => {
    const repository = fixture.copy();
    const before = handWritten(step.from, step.impact ?? 'critical');
    repository.commit('dora', { files: { [path]: before } });
    (await repository.rgz(step.who, ...step.args)).orThrow();
    expect(repository.git('diff', '--name-only', 'HEAD~1', 'HEAD')).toBe(path);
    const after = repository.objects.read(repository.objects.at(repository.head(), path)?.oid ?? '').data.toString();
    const { removed, added } = differenceIn(repository);
    expectLines(before, removed, step.removed);
    expectLines(after, added, step.added);
    expect(without(after, added)).toBe(without(before, removed));
    const check = await repository.rgz('vera', 'check', '--range', 'HEAD~1..HEAD', '--json');
    expect(check.json).toMatchObject({ ok: true, findings: [] });
  },
);

/** The numbers, from 0, of the lines that Git shows as taken away and put in. */
function differenceIn(repository: Repository): { removed: Set<number>; added: Set<number> } {
  const [removed, added] = [new Set<number>(), new Set<number>()];
  const patch = repository.git('diff', '-U0', 'HEAD~1', 'HEAD', '--', path);
  for (const [, from, gone = '1', to, come = '1'] of patch.matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm)) {
    for (let count = 0; count < Number(gone); count += 1) removed.add(Number(from) - 1 + count);
    for (let count = 0; count < Number(come); count += 1) added.add(Number(to) - 1 + count);
  }
  return { removed, added };
}

function expectLines(text: string, numbers: ReadonlySet<number>, expected: readonly RegExp[]): void {
  const found = text.split('\n').filter((_, index) => numbers.has(index));
  expect(found.map((line) => line.trim())).toEqual(expected.map((each) => expect.stringMatching(each)));
}

function without(text: string, numbers: ReadonlySet<number>): string {
  return text
    .split('\n')
    .filter((_, index) => !numbers.has(index))
    .join('\n');
}
