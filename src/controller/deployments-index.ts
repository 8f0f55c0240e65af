import type { Deployment } from '../domain/launch-facts.ts';

/** Deployments, found by their tenant and target, each with what took it back. */
export class DeploymentsIndex {
  readonly #byId = new Map<string, Deployment>();
  readonly #byTarget = new Map<string, Set<string>>();
  readonly #takenBackBy = new Map<string, Set<string>>();

  constructor(deployments: readonly Deployment[]) {
    for (const each of deployments) this.set(each.id, each);
  }

  set(id: string, deployment: Deployment | undefined): void {
    const before = this.#byId.get(id);
    if (before !== undefined) {
      this.#byId.delete(id);
      this.#byTarget.get(keyOf(before))?.delete(id);
      if (before.rollbackOf !== undefined) this.#takenBackBy.get(before.rollbackOf)?.delete(id);
    }
    if (deployment === undefined) return;
    this.#byId.set(id, deployment);
    add(this.#byTarget, keyOf(deployment), id);
    if (deployment.rollbackOf !== undefined) add(this.#takenBackBy, deployment.rollbackOf, id);
  }

  of(wanted: Pick<Deployment, 'tenant' | 'target'>): readonly Deployment[] {
    const ids = [...(this.#byTarget.get(keyOf(wanted)) ?? [])];
    const all = new Set([...ids, ...ids.flatMap((id) => [...(this.#takenBackBy.get(id) ?? [])])]);
    return [...all].flatMap((id) => this.#byId.get(id) ?? []);
  }
}

function keyOf({ tenant, target }: Pick<Deployment, 'tenant' | 'target'>): string {
  return `${tenant}\0${target}`;
}

function add(index: Map<string, Set<string>>, key: string, id: string): void {
  const ids = index.get(key) ?? new Set();
  index.set(key, ids.add(id));
}
