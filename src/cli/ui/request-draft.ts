/** What the create form asks for. */
export interface RequestDraft {
  tenant: string;
  targetType: 'api' | 'application' | 'policy';
  targetName: string;
  targetVersion: string;
  from: string;
  to: string;
  justification: string;
  /** Markdown, any number of lines. */
  releaseNotes: string;
  impact: 'low' | 'medium' | 'high' | 'critical';
  rollbackPlan: string;
  /** An ISO date; '' is as soon as possible. */
  schedule: string;
  stagingTestsPassed: boolean;
  securityScanPassed: boolean;
  performanceTestsPassed: boolean;
  evidence: string;
}

export type DraftField = keyof RequestDraft;

/** What is wrong with a draft, by field. */
export type DraftProblems = Partial<Record<DraftField, string>>;
