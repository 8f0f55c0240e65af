import { canonical } from '../../../domain/canonical.ts';
import { type CanonicalFiles, canonicalFiles } from './canonical-files.ts';
import type { Product, Sale } from './columns.ts';
import { type Quality, qualityOf } from './quality.ts';
import { type Statistics, statisticsOf } from './statistics.ts';

/** What would be imported. */
export interface ImportPlan {
  files: CanonicalFiles;
  statistics: Statistics;
  quality: Quality;
}

export function planOf(products: readonly Product[], sales: readonly Sale[], duplicates: number): ImportPlan {
  const statistics = statisticsOf(products, sales);
  return {
    files: canonicalFiles(products, sales),
    statistics,
    quality: qualityOf({ products, sales, months: statistics.monthsOfHistory, duplicates }),
  };
}

export interface PlanIdentity {
  tenant: string;
  /** The id of the onboarding session. */
  session: string;
  /** The digest of the session's spec at the time of the import. */
  spec: string;
  /** SHA-256 of the bytes of each file, as lower-case hex. */
  files: Readonly<Record<keyof CanonicalFiles, string>>;
}

/** The text whose hash names a plan. Another tenant, session, spec or byte of data makes it another plan. */
export function planText({ tenant, session, spec, files }: PlanIdentity): string {
  return canonical({ format: 'rgz-import-plan/1', tenant, session, spec, files: { ...files } });
}
