import { stringify } from 'yaml';

/** What a test says of a request; everything else is filled in so that it is valid. */
export interface RequestWish {
  tenant?: string;
  target?: string;
  from?: string;
  to?: string;
  justification?: string;
  releaseNotes?: string;
  impact?: string;
  rollbackPlan?: string;
  schedule?: string;
  evidence?: string;
}

/** The flags of a valid `rgz request create`. */
export function requestFlags(wish: RequestWish = {}): string[] {
  const values: Record<string, string | undefined> = {
    '--tenant': wish.tenant ?? 'tenant-finance',
    '--target': wish.target ?? 'api/payment-api@2.1.0',
    '--from': wish.from,
    '--to': wish.to,
    '--justification': wish.justification ?? 'New PCI-DSS compliant payment flow',
    '--release-notes': wish.releaseNotes ?? '- Added 3DS2 authentication',
    '--impact': wish.impact ?? 'low',
    '--rollback-plan': wish.rollbackPlan ?? 'Revert to v2.0.0 via emergency deploy',
    '--schedule': wish.schedule,
    '--evidence': wish.evidence ?? 'https://ci.example.com/run/12345',
  };
  const given = Object.entries(values).flatMap(([flag, value]) => (value === undefined ? [] : [flag, value]));
  return [...given, '--staging-tests-passed', '--security-scan-passed'];
}

/** The spec of a valid request, as data. */
export function specOf(wish: RequestWish = {}) {
  const [, type = '', name = '', version = ''] = /^(.+)\/(.+)@(.+)$/.exec(wish.target ?? 'api/payment-api@2.1.0') ?? [];
  return {
    target: {
      type,
      name,
      version,
      sourceEnvironment: wish.from ?? 'staging',
      targetEnvironment: wish.to ?? 'prod',
    },
    request: {
      justification: wish.justification ?? 'New PCI-DSS compliant payment flow',
      releaseNotes: wish.releaseNotes ?? '- Added 3DS2 authentication\n- Fixed timeout issues\n',
      impactAssessment: wish.impact ?? 'low',
      rollbackPlan: wish.rollbackPlan ?? 'Revert to v2.0.0 via emergency deploy',
    },
    preChecks: {
      stagingTestsPassed: true,
      securityScanPassed: true,
      performanceTestsPassed: true,
      testEvidenceUrl: wish.evidence ?? 'https://ci.example.com/run/12345',
    },
  };
}

export interface RecordWish extends RequestWish {
  id: string;
  createdAt?: string;
  createdBy?: string;
  /** Written as it is, however false; absent: a draft. */
  status?: Record<string, unknown>;
}

/** Where the file of a record belongs. */
export function recordPath({ id, createdAt = '2026-01-15T10:00:00Z', to = 'prod' }: RecordWish): string {
  return `requests/${to}/${id.slice(3, 7)}/${createdAt.slice(5, 7)}/${id}.yaml`;
}

/** The data of a whole record as somebody might write it by hand. */
export function recordOf(wish: RecordWish) {
  return {
    apiVersion: 'rgz.dev/v1',
    kind: 'PromotionRequest',
    metadata: {
      id: wish.id,
      createdAt: wish.createdAt ?? '2026-01-15T10:00:00Z',
      createdBy: wish.createdBy ?? 'dora@example.com',
      tenant: wish.tenant ?? 'tenant-finance',
    },
    spec: specOf(wish),
    ...(wish.status === undefined ? {} : { status: wish.status }),
  };
}

/** The file of a whole record. */
export function recordText(wish: RecordWish): string {
  return stringify(recordOf(wish), { aliasDuplicateObjects: false });
}
