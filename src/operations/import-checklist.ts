import type { JsonObject } from '../domain/json.ts';
import { actionOf } from '../domain/kind.ts';
import { mayDo, personOf } from '../domain/policy.ts';
import type { RecordData } from '../domain/record.ts';
import { roleFor } from '../domain/roles.ts';
import { RgzError } from '../errors/rgz-error.ts';
import { checklist } from '../kinds/checklist/index.ts';
import { foldItems, type ItemState } from '../kinds/checklist/items.ts';
import type { MarkdownList } from '../kinds/checklist/markdown/list.ts';
import { mergeMarkdown } from '../kinds/checklist/markdown/merge.ts';
import { readMarkdown } from '../kinds/checklist/markdown/read.ts';
import { toTemplateItems } from '../kinds/checklist/markdown/template-items.ts';
import { type PinnedTemplate, specOf, type TemplateCategory } from '../kinds/checklist/spec.ts';
import type { View } from '../ports/records.ts';
import { type Acted, type Addition, act } from './act.ts';
import { whoActs } from './acting.ts';
import { templateAt, templateNames } from './checklist-template.ts';
import { createRecord } from './create-record.ts';
import type { Deps } from './deps.ts';
import type { Written } from './write-until-won.ts';

export interface Import {
  template: string;
  subject: string;
  /** Needed where there is no such checklist yet. */
  tenant: string | undefined;
  text: string;
}

const mostBytes = 1024 * 1024;
const gone = { id: 'no-longer-listed', title: { en: 'No longer listed', fr: 'Retiré de la liste' } };

/**
 * Reads a list in Markdown into a checklist, which is opened where there is none. The list itself is kept, so that it can
 * be written again byte for byte. Points are known again by what they say; none that holds proof is dropped.
 */
export async function importChecklist(deps: Deps, wanted: Import): Promise<Written<Acted>> {
  const { template, subject, tenant, text } = wanted;
  const list = readMarkdown(text);
  if (list.items.length === 0) throw nothingIn();
  const bytes = Buffer.from(text);
  if (bytes.length > mostBytes)
    throw new RgzError('input.invalid', 'the list is larger than 1 MiB', { remedy: ['import it in parts'] });
  const id = checklist.named?.refer(`${template}/${subject}`);
  if (id === undefined)
    throw new RgzError('usage.invalid', `${template}/${subject} cannot be the name of a checklist`, {
      remedy: ['small letters, digits and dashes'],
    });
  const known = await (await deps.store.view('write')).locate(id);
  if (known === undefined) await open(deps, { template, subject, tenant, list, text });
  return act(deps, id, 'imported', ({ loaded }, view) => merged(deps, view, loaded.record, list, bytes));
}

function open(deps: Deps, { template, subject, tenant, list, text }: Import & { list: MarkdownList }) {
  if (tenant === undefined)
    throw new RgzError('usage.missing', 'a new checklist needs --tenant <id>', {
      remedy: ['rgz checklist import --help'],
    });
  const spec = { subject, template: templateOf(template, titleIn(text) ?? template, toTemplateItems(list)) };
  return createRecord(deps, checklist, async (view) => {
    const names = await templateNames(deps, view);
    const own = names.includes(template) ? await templateAt(deps, view, template) : undefined;
    if (own !== undefined && own.markdown !== true) throw foreign(template);
    await refuseUnlessWorking(deps, view, tenant);
    return { tenant, spec: spec as unknown as JsonObject };
  });
}

/** Opened and filled are two commits: who may do the first only would leave an empty checklist behind. */
async function refuseUnlessWorking(deps: Deps, view: View, tenant: string): Promise<void> {
  const policy = await view.policy();
  const { actor } = await whoActs(deps, policy);
  const right = actionOf(checklist, 'imported')?.right;
  const person = personOf(policy, actor.email);
  if (right === undefined || (person !== undefined && mayDo(person, right, tenant))) return;
  throw new RgzError('policy.not-allowed', `${actor.email} has no role that allows ${right} for ${tenant}`, {
    remedy: [
      `an admin types: rgz policy grant ${actor.email} --role ${roleFor(right)} --tenant ${tenant}`,
      'or somebody else imports the list',
    ],
  });
}

function templateOf(name: string, title: string, categories: readonly TemplateCategory[]): PinnedTemplate {
  const critical = categories.some(({ items }) => items.some((item) => item.critical));
  return {
    name,
    title: { en: title },
    approve: critical ? 'critical' : 'required',
    markdown: true,
    categories,
  };
}

/** What the list changes: marks that are others than in the list before, points that are new, and none that holds proof. */
async function merged(
  deps: Deps,
  view: View,
  record: RecordData,
  next: MarkdownList,
  bytes: Buffer,
): Promise<Addition> {
  const spec = specOf(record);
  if (spec.template.markdown !== true)
    throw new RgzError('input.invalid', `${record.metadata.id} has the points of its template, not of a list`, {
      remedy: ['give another --subject, or tick its points: rgz checklist set'],
    });
  const before = await listBefore(deps, view, record);
  const { list, ids, kept } = mergeMarkdown(before, next);
  const was = new Map(kept.map((each) => [each.id, each.was.status]));
  const retitled = new Set(kept.filter(({ how }) => how === 'retitled').map(({ id }) => id));
  const changed = list.items.filter(({ id, status }) => retitled.has(id) || status !== (was.get(id) ?? 'not_started'));
  const items = Object.fromEntries(changed.map(({ id, status }) => [id, status]));
  const states = foldItems(record);
  const categories = withKept(toTemplateItems(list), spec, states);
  const template = templateOf(spec.template.name, spec.template.title.en, categories);
  const value = { ...record.spec, template } as unknown as JsonObject;
  const source = deps.store.digestOfBytes(bytes);
  return {
    fields: { items, source, ...(ids.size === 0 ? {} : { ids: Object.fromEntries(ids) }) },
    spec: { value, digest: deps.store.digest({ ...record, spec: value }) },
    files: new Map([[`checklists/evidence/${source}.md`, bytes]]),
  };
}

/** Points that are on the list no more, and have a state or proof, stay in a part of their own. */
function withKept(
  categories: readonly TemplateCategory[],
  { template }: { template: PinnedTemplate },
  states: readonly ItemState[],
): readonly TemplateCategory[] {
  const listed = new Set(categories.flatMap(({ items }) => items.map(({ id }) => id)));
  const touched = new Set(
    states.filter(({ status, evidence }) => status !== 'not_started' || evidence.length > 0).map(({ item }) => item.id),
  );
  const left = template.categories
    .flatMap(({ items }) => items)
    .filter(({ id }) => !listed.has(id) && touched.has(id))
    .map((item) => ({ ...item, required: false, critical: false }));
  return left.length === 0 ? categories : [...categories, { ...gone, items: left }];
}

/** The list that was read last, with the ids that its points keep. */
async function listBefore(deps: Deps, view: View, record: RecordData): Promise<MarkdownList> {
  const last = sourceOf(record);
  const text = last === undefined ? undefined : await textOf(deps, view, last.source);
  const list = readMarkdown(text ?? '');
  const idOf = (id: string) => last?.ids.get(id) ?? id;
  return {
    items: list.items.map((item) => ({
      ...item,
      id: idOf(item.id),
      ...(item.parent === undefined ? {} : { parent: idOf(item.parent) }),
    })),
  };
}

export interface Source {
  source: string;
  /** For ids as the list reads by itself, those that its points keep. */
  ids: ReadonlyMap<string, string>;
}

/** The list that a checklist was read from last. */
export function sourceOf(record: RecordData): Source | undefined {
  const event = record.status?.history.findLast(({ source }) => typeof source === 'string');
  if (event === undefined) return undefined;
  return { source: String(event.source), ids: new Map(Object.entries((event.ids ?? {}) as Record<string, string>)) };
}

/** The text of a list that is kept beside the records. */
export async function textOf({ git }: Pick<Deps, 'git'>, view: View, source: string): Promise<string | undefined> {
  const [file] = (await view.attachments()).get(source) ?? [];
  return file === undefined ? undefined : (await git.readBlob(file.blob)).toString('utf8');
}

function titleIn(text: string): string | undefined {
  const heading = /^#[ \t]+(.{1,300}?)[ \t]*#*[ \t]*\r?$/m.exec(text)?.[1];
  return heading?.trim() || undefined;
}

function foreign(template: string): RgzError {
  return new RgzError('checklist.foreign-points', `${template} has points of its own, which no list replaces`, {
    remedy: [
      'give another --template',
      `whoever may change the configuration sets markdown: true in templates/checklists/${template}.yaml`,
    ],
  });
}

function nothingIn(): RgzError {
  return new RgzError('input.invalid', 'the file has no list with boxes to tick', {
    remedy: ['write points as - [ ] open, - [~] partly done, - [x] done'],
  });
}
