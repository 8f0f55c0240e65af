import type { KindDefinition } from '../domain/kind.ts';
import type { LaunchFacts } from '../domain/launch-facts.ts';
import type { Version } from '../domain/reading.ts';
import type { Situation } from '../domain/situation.ts';
import { summarise } from '../domain/summary.ts';
import { deployment, gatherDeployments } from '../operations/gather-deployments.ts';
import type { View } from '../ports/records.ts';
import type { ControllerDeps } from './controller-deps.ts';
import { DeploymentsIndex } from './deployments-index.ts';

type Look = Pick<Situation, 'policy' | 'kind' | 'record'>;

/**
 * What happened before, for the gates that look back. It is read once, where the policy asks for it; from then on it is
 * told of each change.
 */
export class Past {
  readonly #deps: Pick<ControllerDeps, 'kinds'>;
  #deployments: Promise<DeploymentsIndex> | undefined;

  constructor(deps: Pick<ControllerDeps, 'kinds'>) {
    this.#deps = deps;
  }

  /** A record as it is from now on; undefined where it is gone or cannot be read. */
  async note(path: string, kind: KindDefinition, version: Version | undefined): Promise<void> {
    const index = await this.#deployments;
    if (index === undefined) return;
    const id = kind.recognise(path)?.id ?? path;
    const summary = version && summarise(kind, version.record, version.fold, path);
    index.set(id, summary && deployment(this.#deps.kinds, summary));
  }

  /** `view` is that of the last change that was told. */
  async facts(view: View, { policy, kind, record }: Look): Promise<Pick<LaunchFacts, 'source'>> {
    if (!policy.requireSource) return {};
    this.#deployments ??= this.#read(view);
    const [{ order }, index] = await Promise.all([view.config(), this.#deployments]);
    const { tenant } = record.metadata;
    return { source: { first: order[0], deployments: index.of({ tenant, target: kind.summary(record).target }) } };
  }

  async #read(view: View): Promise<DeploymentsIndex> {
    try {
      return new DeploymentsIndex(await gatherDeployments(this.#deps.kinds, view));
    } catch (error) {
      this.#deployments = undefined;
      throw error;
    }
  }
}
