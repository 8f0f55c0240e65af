import { stateOf } from '../domain/history.ts';
import type { RecordData } from '../domain/record.ts';
import { RgzError } from '../errors/rgz-error.ts';
import { type RollbackWish, rollbackSpec } from '../kinds/promotion/rollback.ts';
import type { LoadedRecord, View } from '../ports/records.ts';
import { type Created, createRecord } from './create-record.ts';
import type { Deps } from './deps.ts';
import { locate, viewHolding } from './gather.ts';
import type { Written } from './write-until-won.ts';

/** Opens a new request, linked to the old one, for the version that was live before it. It is approved like any other. */
export async function openRollback(deps: Deps, id: string, wish: RollbackWish): Promise<Written<Created>> {
  const kind = (await locate(await viewHolding(deps, id), id)).kind;
  return createRecord(deps, kind, async (view) => {
    const of = await view.load(await locate(view, id));
    if (!['deployed', 'failed'].includes(stateOf(of.fold))) {
      throw new RgzError(
        'state.no-version-before',
        `${of.id} is ${stateOf(of.fold)}: nothing of it went live that could be rolled back`,
        {
          remedy: [`rgz show ${of.id}`, ...(of.fold.state === 'pending' ? [`rgz request cancel ${of.id}`] : [])],
        },
      );
    }
    const before = await deployedBefore(view, of);
    return { tenant: of.record.metadata.tenant, spec: rollbackSpec(of.record, before, wish) };
  });
}

/** The last other version that went live before this one did, or before it failed. */
async function deployedBefore(view: View, of: LoadedRecord): Promise<RecordData> {
  const { environment, tenant } = of.kind.scope(of.record);
  const [name, version] = split(of.kind.summary(of.record).target);
  const folder = `${of.kind.folder}/${environment}/`;
  const until = Date.parse(String(of.record.status?.deployedAt ?? of.record.status?.history.at(-1)?.at));
  let last: { id: string; at: number } | undefined;
  for await (const batch of view.summaries({ states: ['deployed'], tenant })) {
    for (const each of batch) {
      const [otherName, otherVersion] = split(each.target);
      const at = Date.parse(each.deployedAt ?? '');
      const other = each.id !== of.id && otherName === name && otherVersion !== version && each.path.startsWith(folder);
      if (other && at <= until && (last === undefined || at > last.at)) last = { id: each.id, at };
    }
  }
  if (last !== undefined) return (await view.load(await locate(view, last.id))).record;
  throw new RgzError(
    'state.no-version-before',
    `no other version of ${name} was deployed to ${environment} before ${of.id}`,
    {
      remedy: [
        `open a request for the version you want: rgz request create --tenant ${tenant} --target ${name}@<version>`,
      ],
    },
  );
}

function split(target: string): [string, string] {
  const at = target.lastIndexOf('@');
  return [target.slice(0, at), target.slice(at + 1)];
}
