import type { KindDefinition } from '../domain/kind.ts';
import type { LaunchFacts } from '../domain/launch-facts.ts';
import type { Version } from '../domain/reading.ts';
import { reviewFactOf } from '../domain/review-gate.ts';
import type { Situation } from '../domain/situation.ts';
import { type Summary, summarise } from '../domain/summary.ts';
import { Holdings } from '../operations/bound-files.ts';
import { deployment, gatherDeployments, markDoubted } from '../operations/gather-deployments.ts';
import { gatherProofs } from '../operations/gather-proofs.ts';
import { gatherEmergencies } from '../operations/gather-reviews.ts';
import type { View } from '../ports/records.ts';
import type { ControllerDeps } from './controller-deps.ts';
import { DeploymentsIndex } from './deployments-index.ts';
import { KeptProofs } from './kept-proofs.ts';
import { Once } from './once.ts';

type PastDeps = Pick<
  ControllerDeps,
  'kinds' | 'git' | 'store' | 'openEvidence' | 'remember' | 'clock' | 'journal' | 'waker'
>;
type Look = Pick<Situation, 'policy' | 'kind' | 'record'>;

/**
 * What happened before, for the gates that look back. Each part is read once, where it is asked for; from then on it is
 * told of every change.
 */
export class Past {
  readonly #deps: PastDeps;
  readonly #deployments = new Once<DeploymentsIndex>();
  /** By path, whether they were reviewed or not. */
  readonly #emergencies = new Once<Map<string, Summary>>();
  readonly #holdings: Holdings;
  readonly kept: KeptProofs;

  constructor(deps: PastDeps) {
    this.#deps = deps;
    this.#holdings = new Holdings(deps);
    this.kept = new KeptProofs(deps);
  }

  /** A record as it is from now on; undefined where it is gone or cannot be read. */
  async note(path: string, kind: KindDefinition, version: Version | undefined): Promise<void> {
    const [deployments, emergencies] = await Promise.all([this.#deployments.known, this.#emergencies.known]);
    const summary = version && summarise(kind, version.record, version.fold, path);
    deployments?.set(kind.recognise(path)?.id ?? path, summary && deployment(this.#deps.kinds, summary));
    if (summary?.review === undefined) emergencies?.delete(path);
    else emergencies?.set(path, summary);
  }

  /**
   * `view` is that of the last change that was told. A review or a deployment that broke a rule is none: what a
   * quarantined record says of itself counts for nothing.
   */
  async facts(view: View, look: Look, quarantine: ReadonlyMap<string, string>): Promise<LaunchFacts> {
    const { tenant } = look.record.metadata;
    const emergencies = await this.#emergencies.get(async () => {
      const found = await gatherEmergencies(view, ['due', 'done']);
      return new Map(found.map((each) => [each.path, each]));
    });
    const due = [...emergencies.values()].filter(
      (each) => each.tenant === tenant && (each.review === 'due' || quarantine.has(each.path)),
    );
    const proofs = await gatherProofs({ ...this.#deps, prove: this.kept.prove }, view, look.policy, tenant, quarantine);
    const bound = await this.#holdings.facts(view.tip.tree, look.kind, look.record);
    return { reviews: due.map(reviewFactOf), proofs, ...bound, ...(await this.#source(view, look, quarantine)) };
  }

  async #source(
    view: View,
    { policy, kind, record }: Look,
    quarantine: ReadonlyMap<string, string>,
  ): Promise<Pick<LaunchFacts, 'source'>> {
    if (!policy.requireSource) return {};
    const read = async () => new DeploymentsIndex(await gatherDeployments(this.#deps.kinds, view));
    const [{ order }, index] = await Promise.all([view.config(), this.#deployments.get(read)]);
    const { tenant } = record.metadata;
    const found = index.of({ tenant, target: kind.summary(record).target });
    return { source: { first: order[0], deployments: markDoubted(this.#deps.kinds, found, quarantine.keys()) } };
  }
}
