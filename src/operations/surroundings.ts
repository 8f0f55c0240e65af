import type { KindDefinition } from '../domain/kind.ts';
import type { RecordData } from '../domain/record.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Oid } from '../ports/git.ts';
import type { View } from '../ports/records.ts';
import type { Surroundings } from '../verify/judge-references.ts';
import type { Deps } from './deps.ts';

type Known = Pick<Surroundings, 'tenants' | 'environments'>;

/** What the records of a commit may refer to. Tenants and configuration are read once for all commits that leave them alone. */
export class CommitSurroundings {
  readonly #deps: Pick<Deps, 'store'>;
  readonly #known = new Map<Oid, Promise<Known>>();

  constructor(deps: Pick<Deps, 'store'>) {
    this.#deps = deps;
  }

  /** `settings`: the commit that left tenants and configuration as they are. */
  async of(commit: Oid, settings: Oid, kind: KindDefinition, record: RecordData): Promise<Surroundings> {
    const known = this.#known.get(settings) ?? this.#read(settings);
    this.#known.set(settings, known);
    const wanted = kind.references(record);
    const view = wanted.length === 0 ? undefined : await this.#deps.store.viewAt(commit);
    const found = new Set<string>();
    for (const { id } of wanted) if (view !== undefined && (await view.placesOf(id)).length > 0) found.add(id);
    return { ...(await known), exists: (id) => found.has(id) };
  }

  async #read(commit: Oid): Promise<Known> {
    const view = await this.#deps.store.viewAt(commit);
    const [tenants, environments] = await Promise.all([view.tenants(), environmentsOf(view)]);
    return { tenants: new Set(tenants), environments };
  }
}

/** undefined where the configuration cannot be used. */
export async function environmentsOf(view: View): Promise<readonly string[] | undefined> {
  try {
    return Object.keys((await view.config()).environments);
  } catch (error) {
    if (error instanceof RgzError) return undefined;
    throw error;
  }
}
