import type { Locale } from '../domain/notice.ts';
import { samePerson } from '../domain/policy.ts';
import { checklistPage } from '../kinds/checklist/html-page.ts';
import { foldItems, type ItemStatus } from '../kinds/checklist/items.ts';
import { writeMarkdown } from '../kinds/checklist/markdown/write.ts';
import type { LoadedRecord, View } from '../ports/records.ts';
import type { Deps } from './deps.ts';
import { sourceOf, textOf } from './import-checklist.ts';
import { type ChecklistView, loadChecklist, viewOf } from './read-checklist.ts';
import { type EvidenceReader, evidenceReader } from './read-evidence.ts';

const largestThumbnail = 512 * 1024;

/** A checklist to be worked on elsewhere: as the list that it was read from, with its marks as they stand now. */
export async function exportMarkdown(deps: Pick<Deps, 'git' | 'store'>, ref: string, locale: Locale): Promise<string> {
  const loaded = await loadChecklist(deps, ref);
  const view = await deps.store.view('read');
  const source = sourceOf(loaded.record);
  const text = source === undefined ? undefined : await textOf(deps, view, source.source);
  const statuses = new Map(foldItems(loaded.record).map(({ item, status }) => [item.id, status] as const));
  if (text !== undefined) return writeMarkdown(text, statuses, source?.ids);
  return listOf(await shown(view, loaded, locale));
}

/** One page to print or to mail. */
export async function exportPage(
  deps: Pick<Deps, 'git' | 'store' | 'openEvidence'>,
  ref: string,
  locale: Locale,
): Promise<string> {
  const loaded = await loadChecklist(deps, ref);
  const view = await deps.store.view('read');
  const { items, categories, ...rest } = await shown(view, loaded, locale);
  const reader = await evidenceReader(deps, view);
  const pictured = await Promise.all(
    items.map(async (item) => ({
      ...item,
      evidence: await Promise.all(item.evidence.map((each) => withThumbnail(reader.read, each))),
    })),
  ).finally(reader.close);
  return checklistPage({
    ...rest,
    categories: categories.map(({ id, title }) => ({
      id,
      title,
      items: pictured.filter(({ category }) => category === id),
    })),
  });
}

async function shown(view: View, loaded: LoadedRecord, locale: Locale): Promise<ChecklistView> {
  const policy = await view.policy();
  return viewOf(loaded, locale, (one, other) => samePerson(policy, one, other));
}

type Evidence = ChecklistView['items'][number]['evidence'][number];

async function withThumbnail(read: EvidenceReader['read'], { sha256, url, name, type = '', size = 0 }: Evidence) {
  const told = { name: name ?? url ?? 'evidence', type, size };
  const bytes = sha256 === undefined ? undefined : await read(sha256);
  const from = url === undefined ? {} : { url };
  if (sha256 === undefined || bytes === undefined) return { ...told, ...from, proven: false };
  const small = type.startsWith('image/') && bytes.length <= largestThumbnail;
  const thumbnail = small ? { thumbnail: `data:${type};base64,${bytes.toString('base64')}` } : {};
  return { ...told, ...from, sha256, proven: true, ...thumbnail };
}

const marks: Readonly<Record<ItemStatus, string>> = {
  completed: 'x',
  partial: '~',
  in_progress: '~',
  blocked: ' ',
  not_started: ' ',
  not_applicable: ' ',
};

function listOf({ title, subject, categories, items }: ChecklistView): string {
  const parts = categories.map(({ id, title: name }) => {
    const points = items.filter(({ category }) => category === id);
    return [`## ${name}`, '', ...points.map((item) => `- [${marks[item.status]}] ${item.title}`)].join('\n');
  });
  return `${[`# ${title}: ${subject}`, ...parts].join('\n\n')}\n`;
}
