import { faultOf } from '../domain/data-gate.ts';
import { judgeDecision, judgeEvent } from '../domain/decision-gates.ts';
import type { Json } from '../domain/json.ts';
import { actionOf } from '../domain/kind.ts';
import type { Locale } from '../domain/notice.ts';
import { plainLine } from '../domain/plain-text.ts';
import { importedData } from '../kinds/onboarding/data.ts';
import { type ImportPlan, planText } from '../kinds/onboarding/import/plan.ts';
import { partsOf } from '../kinds/onboarding/import/quality.ts';
import { findingsToKeep } from '../kinds/onboarding/kept-findings.ts';
import { specOf, usualLocale } from '../kinds/onboarding/spec.ts';
import type { LoadedRecord, View } from '../ports/records.ts';
import type { Addition } from './act.ts';
import { whoActs } from './acting.ts';
import { onceAdopted } from './adopt.ts';
import { Holdings } from './bound-files.ts';
import { gather, viewHolding } from './gather.ts';
import { type ImportReport, reportOf } from './import-report.ts';
import { throwWithNext } from './next-instead.ts';
import type { OnboardingDeps } from './onboarding-deps.ts';
import { asSession } from './read-session.ts';
import type { ImportOutcome, ImportProgress } from './read-workbook.ts';
import { refuseChanged } from './refuse-changed.ts';
import { refuseClosed } from './refuse-closed.ts';
import { stepOn } from './stepped.ts';
import type { Written } from './write-until-won.ts';

export interface WorkbookFile {
  bytes: Uint8Array;
  /** What its owner calls it: shown, and nothing else. */
  name: string;
}

export interface ImportWish {
  /** Tell what would come of it, and write nothing. */
  dryRun?: boolean | undefined;
  /** How the onboarding looked to whoever asks: where it is another now, they are told, and nothing is written. */
  seen?: string | undefined;
  onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** Stops reading; nothing is written then. */
  signal?: AbortSignal | undefined;
}

/**
 * The fourth step: reads a workbook and puts what it holds beside the record, all of it or nothing, in one commit. Who may
 * not do that, or not now, is told before the file is read. The same file again changes nothing.
 */
export async function importWorkbook(
  deps: OnboardingDeps,
  id: string,
  { bytes, name }: WorkbookFile,
  { dryRun = false, seen, onProgress, signal }: ImportWish = {},
): Promise<Written<ImportReport>> {
  const view = await viewHolding(deps, id);
  const found = await gather(view, id, deps.clock.now());
  const loaded = asSession(found.loaded);
  refuseChanged(loaded, seen);
  const sha256 = deps.store.digestOfBytes(bytes);
  const whole = await isWhole(deps, view, loaded);
  const situation = onceAdopted(found);
  const action = actionOf(loaded.kind, 'imported');
  const { actor } = await whoActs(deps, situation.policy);
  if (action !== undefined)
    await orNext(deps, loaded.id, () =>
      refuseClosed([
        ...judgeDecision(situation, actor, action),
        ...judgeEvent(situation, actor, action, filesFor(loaded.record.metadata.tenant)),
      ]),
    );

  const { company, locale = usualLocale } = specOf(loaded.record);
  const outcome = await deps.readWorkbook(
    { bytes, locale, now: deps.clock.now(), company: company.name },
    onProgress,
    signal,
  );
  const file = { name: fileName(name), sha256, size: bytes.length };
  const { plan } = outcome;
  if (plan === undefined) {
    if (!dryRun) await putRefusal(deps, loaded.id, outcome, file, locale);
    return unwritten(reportOf({ loaded, outcome, dryRun, changed: false, plan: undefined }));
  }
  if (dryRun) {
    const named = planName(deps, loaded, plan);
    return unwritten(reportOf({ loaded, outcome, dryRun, changed: !whole || !isStanding(loaded, named), plan: named }));
  }
  const written = await stepOn(deps, loaded.id, {
    action: 'imported',
    seen,
    isDone: (tip) => whole && isStanding(tip, planName(deps, tip, plan)),
    make: (tip) => additionOf(deps, tip, plan, outcome, file),
  });
  const { record, changed, voided } = written.result;
  const named = importedData(record)?.plan;
  const after = { id: loaded.id, path: loaded.path, record, kind: loaded.kind };
  return { ...written, result: reportOf({ loaded: after, outcome, dryRun, changed, voided, plan: named }) };
}

/** Whether the files of the standing import hold what they did. What was changed since is put back by importing it again. */
async function isWhole(deps: OnboardingDeps, { tip }: View, { kind, record }: LoadedRecord): Promise<boolean> {
  const files = await new Holdings(deps).of(tip.tree, kind, record);
  return files.every((each) => faultOf(each) === undefined);
}

async function orNext(deps: OnboardingDeps, id: string, refuse: () => void): Promise<void> {
  try {
    refuse();
  } catch (error) {
    await throwWithNext(deps, id, 'imported', error);
  }
}

function unwritten(result: ImportReport): Written<ImportReport> {
  return { result, commit: undefined, checkout: undefined };
}

function isStanding({ record, fold }: LoadedRecord, plan: string): boolean {
  return !fold.drifted && importedData(record)?.plan === plan;
}

/** The same plan for the same company, users and data, and another for any other. */
function planName({ store }: Pick<OnboardingDeps, 'store'>, { id, record, digest }: LoadedRecord, plan: ImportPlan) {
  const sha256 = (text: string) => store.digestOfBytes(Buffer.from(text));
  const { 'products.csv': products, 'sales.csv': sales } = plan.files;
  const files = { 'products.csv': sha256(products), 'sales.csv': sha256(sales) };
  return `sha256:${sha256(planText({ tenant: record.metadata.tenant, session: id, spec: digest, files }))}`;
}

function additionOf(
  deps: OnboardingDeps,
  loaded: LoadedRecord,
  plan: ImportPlan,
  { remarks }: ImportOutcome,
  file: Record<string, Json>,
): Addition {
  const { statistics, quality, files } = plan;
  const paths = filesFor(loaded.record.metadata.tenant);
  const products = { ...paths.products, bytes: Buffer.from(files['products.csv']) };
  const sales = { ...paths.sales, bytes: Buffer.from(files['sales.csv']) };
  const told = ({ path, bytes }: typeof products, rows: number) => ({
    path,
    sha256: deps.store.digestOfBytes(bytes),
    rows,
  });
  return {
    fields: {
      plan: planName(deps, loaded, plan),
      file,
      products: told(products, statistics.products),
      sales: told(sales, statistics.sales),
      statistics: { ...statistics },
      quality: { score: quality.score, parts: partsOf(quality) },
      remarks: remarks.length,
      ...(remarks.length === 0
        ? {}
        : { findings: findingsToKeep(remarks, specOf(loaded.record).locale ?? usualLocale) }),
    },
    files: new Map([products, sales].map(({ path, bytes }) => [path, bytes])),
  };
}

/** Where the data of a tenant lies. */
function filesFor(tenant: string) {
  const folder = `tenants/${tenant}/data`;
  return { products: { path: `${folder}/products.csv` }, sales: { path: `${folder}/sales.csv` } };
}

/** The same faulty file is put on record once, and never in the place of data that stands. */
async function putRefusal(
  deps: OnboardingDeps,
  id: string,
  { errors, moreErrors, remarks }: ImportOutcome,
  file: Record<string, Json>,
  locale: Locale,
): Promise<void> {
  const findings = findingsToKeep(errors, locale);
  await stepOn(deps, id, {
    action: 'import-refused',
    isDone: ({ record, fold }) =>
      (fold.state !== undefined && fold.state !== 'in_progress') ||
      (record.status?.history ?? []).some(
        (event) =>
          event.action === 'import-refused' && (event.file as { sha256?: Json } | undefined)?.sha256 === file.sha256,
      ),
    make: () => ({ fields: { file, errors: errors.length + moreErrors, remarks: remarks.length, findings } }),
  });
}

function fileName(name: string): string {
  return plainLine(name.replace(/^.*[\\/]/, '')).slice(0, 200) || 'workbook.xlsx';
}
