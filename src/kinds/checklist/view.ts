/** What there is to see of a checklist, worked out from its record. */
export interface ChecklistView {
  id: string;
  title: string;
  subject: string;
  tenant: string;
  state: string;
  score: ScoreView;
  categories: readonly CategoryView[];
}

export type ScoreColor = 'red' | 'yellow' | 'orange' | 'green';

export interface ScoreView {
  total: number;
  completed: number;
  blocked: number;
  /** From 0 to 100. */
  percentage: number;
  color: ScoreColor;
  /** By the id of the category. */
  byCategory: Readonly<Record<string, PartScore>>;
}

export interface PartScore {
  total: number;
  completed: number;
  percentage: number;
}

export interface CategoryView {
  id: string;
  title: string;
  items: readonly ItemView[];
}

export interface ItemView {
  id: string;
  title: string;
  status: ItemStatus;
  role: string;
  critical?: boolean;
  notes?: string;
  assignee?: string;
  completedBy?: string;
  completedAt?: string;
  validatedBy?: string;
  validatedAt?: string;
  evidence: readonly EvidenceView[];
}

/** What an item of a checklist can be. */
export type ItemStatus = 'not_started' | 'in_progress' | 'partial' | 'completed' | 'blocked' | 'not_applicable';

export interface EvidenceView {
  name: string;
  /** Its media type. */
  type: string;
  /** In bytes. */
  size: number;
  sha256?: string;
  url?: string;
  /** A small picture of it, as a data: URI. */
  thumbnail?: string;
  /** Whether its content is kept and was found unaltered; a link alone proves nothing. */
  proven: boolean;
}
