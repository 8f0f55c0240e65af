export type Status = 'not_started' | 'in_progress' | 'partial' | 'completed' | 'blocked' | 'not_applicable';

/** Who did something, and how long ago it was when the view was made. */
export interface Deed {
  by: string;
  ago: string;
}

export interface Proof extends Deed {
  name: string;
  /** A file that is kept, and not an address alone. */
  kept: boolean;
}

/** One point of a checklist, in words. */
export interface WorkPoint {
  id: string;
  number: number;
  category: string;
  title: string;
  help: string | undefined;
  status: Status;
  role: string;
  /** What is asked for to prove it. */
  wants: string;
  required: boolean;
  critical: boolean;
  /** Why it does not count although it is done. */
  lacks: string | undefined;
  /** Points that have to be complete before. */
  waitsFor: readonly string[];
  notes: string | undefined;
  reason: string | undefined;
  assignee: string | undefined;
  done: Deed | undefined;
  validated: Deed | undefined;
  evidence: readonly Proof[];
  /** Another one once somebody has changed the point. */
  mark: string;
}

export interface WorkCategory {
  id: string;
  title: string;
  completed: number;
  total: number;
}

/** A checklist as the screen draws it. */
export interface WorkView {
  id: string;
  title: string;
  subject: string;
  tenant: string;
  state: 'open' | 'ready' | 'approved' | 'rejected' | 'cancelled';
  color: 'red' | 'yellow' | 'orange' | 'green';
  percentage: number;
  completed: number;
  total: number;
  blocked: number;
  categories: readonly WorkCategory[];
  points: readonly WorkPoint[];
}
