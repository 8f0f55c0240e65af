import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { startWithUsers } from '../kit/companies.ts';
import { filledWorkbook } from '../kit/filled-workbook.ts';
import { makeRepository, type Repository, type RepositoryOptions } from '../kit/repository.ts';
import { recordPath, recordText, requestFlags } from '../kit/requests.ts';
import type { Ran } from '../kit/run-rgz.ts';
import { tipOf } from './aftermath.ts';

type Asked = { who: 'ada' | 'carl' | 'dora'; args: readonly string[] };

/** A command to be killed, and what the same command does once more, depending on whether it got through. */
export interface KilledCommand {
  name: string;
  /** The number of commits it makes. */
  commits: number;
  asked(repository: Repository, ids: Ids): Asked;
  /** Throws unless the second run fits: `landed` says that the first got through. */
  again(ran: Ran, landed: boolean): void;
  /** Throws unless everything was done exactly once, or twice where it was asked for twice. */
  done(repository: Repository, ids: Ids, landed: boolean): Promise<void>;
}

export interface Ids {
  open: string;
  draft: string;
  /** An onboarding whose company and users are told. */
  session: string;
}

export interface Prepared {
  repository: Repository;
  ids: Ids;
}

const workbook = ({ root }: Repository) => join(root, 'data.xlsx');

/** A repository with a pending request, a draft by hand, and an onboarding with a workbook to import. */
export async function prepared(options: RepositoryOptions): Promise<Prepared> {
  const repository = await makeRepository(options);
  const open = await repository.request();
  const draft = `${open.slice(0, 8)}0900`;
  repository.commit('dora', { files: { [recordPath({ id: draft })]: recordText({ id: draft }) } });
  const session = await startWithUsers(repository);
  writeFileSync(workbook(repository), filledWorkbook());
  return { repository, ids: { open, draft, session } };
}

async function actionsOf(repository: Repository, id: string): Promise<string[]> {
  const shown = (await repository.rgz('vera', 'log', id, '--json')).orThrow().json as { action: string }[];
  return shown.map(({ action }) => action);
}

function refused(ran: Ran, landed: boolean, refusal: readonly [number, string]): void {
  if (landed) expect([ran.code, ran.error.code]).toEqual(refusal);
  else ran.orThrow();
}

export const approve: KilledCommand = {
  name: 'approve',
  commits: 1,
  asked: (_, { open }) => ({ who: 'carl', args: ['approve', open] }),
  again: (ran, landed) => refused(ran, landed, [4, 'state.not-pending']),
  done: async (repository, { open }) => expect(await actionsOf(repository, open)).toEqual(['created', 'approved']),
};

const dataFiles = ['products.csv', 'sales.csv'].map((name) => `tenants/boutique-sow/data/${name}`);

export const importing: KilledCommand = {
  name: 'onboarding import',
  commits: 1,
  asked: (repository, { session }) => ({
    who: 'ada',
    args: ['onboarding', 'import', session, workbook(repository)],
  }),
  again: (ran, landed) => expect(ran.orThrow().json).toMatchObject({ state: 'imported', changed: !landed }),
  async done(repository, { session }) {
    const actions = await actionsOf(repository, session);
    expect(actions.filter((action) => action === 'imported')).toEqual([actions.at(-1)]);
    const data = repository.git('ls-tree', '-r', '--name-only', tipOf(repository), 'tenants/boutique-sow/data');
    expect(data.split('\n')).toEqual(dataFiles);
    const { json } = (await repository.rgz('vera', 'check', '--json')).orThrow();
    expect(json).toMatchObject({ ok: true, findings: [] });
  },
};

export const killedCommands: readonly KilledCommand[] = [
  {
    name: 'request create',
    commits: 1,
    asked: () => ({ who: 'dora', args: ['request', 'create', ...requestFlags()] }),
    again: (ran) => ran.orThrow(),
    async done(repository, _ids, landed) {
      const { json } = await repository.rgz('vera', 'request', 'list', '--json');
      const made = (json as { id: string; note?: string }[]).map(({ id }) => Number(id.slice(8))).sort((a, b) => a - b);
      expect(made).toEqual(landed ? [1, 900, 901, 902] : [1, 900, 901]);
    },
  },
  {
    name: 'request edit',
    commits: 1,
    asked: (_, { open }) => ({
      who: 'dora',
      args: ['request', 'edit', open, '--set', 'request.impactAssessment=high'],
    }),
    again: (ran, landed) => refused(ran, landed, [3, 'input.invalid']),
    done: async (repository, { open }) => expect(await actionsOf(repository, open)).toEqual(['created', 'edited']),
  },
  approve,
  importing,
  {
    name: 'approve of a draft',
    commits: 2,
    asked: (_, { draft }) => ({ who: 'carl', args: ['approve', draft] }),
    again: (ran, landed) => refused(ran, landed, [4, 'state.not-pending']),
    done: async (repository, { draft }) =>
      expect(await actionsOf(repository, draft)).toEqual(['added by hand', 'created', 'approved']),
  },
  {
    name: 'policy grant',
    commits: 1,
    asked: () => ({ who: 'ada', args: ['policy', 'grant', 'nina@example.com', '--role', 'cpi'] }),
    again: (ran) => ran.orThrow(),
    async done(repository) {
      const { json } = await repository.rgz('ada', 'policy', 'show', '--json');
      expect(json).toMatchObject({ version: 3 });
      const { people } = json as { people: { id: string; roles: { role: string }[] }[] };
      expect(people.filter(({ id }) => id === 'nina@example.com')).toMatchObject([{ roles: [{ role: 'cpi' }] }]);
    },
  },
];
