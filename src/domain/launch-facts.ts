/** What only the gates before a launch look at, gathered beforehand. Where a fact is left out, the gate that needs it is closed. */
export interface LaunchFacts {
  freezes?: FreezeFacts;
  source?: SourceFacts;
  /** At least those of the record's tenant. */
  proofs?: readonly ProofFact[];
  /** At least those of the record's tenant. */
  reviews?: readonly ReviewFact[];
  /** The files that the record goes by. */
  files?: readonly FileFact[];
  /** The digests that the record gives. */
  sums?: readonly SumFact[];
}

/** A digest that a record gives, and what the text comes to that it has to be of. */
export interface SumFact {
  pointer: string;
  says: string;
  comesTo: string;
}

/** A file that a record goes by, and the digest of what is there. */
export interface FileFact {
  path: string;
  sha256: string;
  /** Left out where there is no such file. */
  holds?: string;
}

/** An approved record that opens a gate. */
export interface ProofFact {
  id: string;
  tenant: string;
  /** The checklist that the gate asks for. */
  gate: string;
  /** Why it opens none all the same. */
  problem?: string;
}

/** An emergency that still has to be reviewed. */
export interface ReviewFact {
  id: string;
  tenant: string;
  /** When it went live. */
  at: string;
  /** Who took part in it, as far as its file says. */
  hands: readonly string[];
}

/** The freezes that cover a record's environment and tenant, at one moment. */
export interface FreezeFacts {
  freezes: readonly FreezeFact[];
  /** When the first moment comes that none of them covers. Left out where it cannot be told. ISO in UTC. */
  opensAt?: string;
}

/** One freeze of the policy at one moment, read by who knows calendars and zones. */
export interface FreezeFact {
  /** Its place in the policy's list. */
  index: number;
  /** Whether it covers the moment. */
  on: boolean;
  /** The window that covers the moment, or the next one; `to` is the first moment after it. ISO in UTC. */
  from?: string;
  to?: string;
  /** Why it cannot be read. What cannot be read counts as on. */
  problem?: string;
}

/** What went live before. */
export interface SourceFacts {
  /** The environment that nothing leads to. */
  first: string | undefined;
  /** At least those of the record's tenant and target, and what took them back. */
  deployments: readonly Deployment[];
}

export interface Deployment {
  id: string;
  tenant: string;
  /** type/name@version */
  target: string;
  environment: string;
  at: string;
  rollbackOf?: string;
  /** A commit that touched its record broke a rule, so what it says of itself opens nothing. */
  doubted?: true;
}
