import type { Attached } from '../../domain/bound.ts';
import { isSame } from '../../domain/canonical.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Brief, KindDefinition } from '../../domain/kind.ts';
import type { HistoryEvent, RecordData } from '../../domain/record.ts';
import { actions } from './actions.ts';
import { events } from './events.ts';
import { evidenceName, readPointer } from './evidence-pointer.ts';
import { gates } from './gates.ts';
import { foldItems } from './items.ts';
import { mediaTypeOf, mostBytes, typeOfEnding } from './media-type.ts';
import { nudges } from './nudges.ts';
import { nextPoints, openPoints, workers } from './open-points.ts';
import { scoreOf } from './score.ts';
import { type PinnedTemplate, specOf } from './spec.ts';
import { validate } from './validate.ts';

const slug = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const path = new RegExp(`^checklists/(?!evidence/)(${slug})/(${slug})\\.yaml$`);
const reference = new RegExp(`^(?:CL-(?=[^/]*[.]))?(?!evidence[./])(${slug})[./](${slug})$`, 'i');

/** Points to be ticked with proof before somebody or something goes live. */
export const checklist: KindDefinition = {
  kind: 'Checklist',
  prefix: 'CL',
  noun: 'checklist',
  commands: { list: 'rgz checklist list', open: 'rgz checklist create', cancel: 'rgz checklist cancel {id}' },
  folder: 'checklists',
  depth: 1,
  topic: 'checklists',
  sees: 'checklist.view',
  states: ['open', 'approved', 'rejected', 'cancelled'],
  initial: 'open',
  reopens: ['open', 'approved', 'rejected'],
  actions,
  immutable: [['subject'], ['template'], ['parameters']],

  named: {
    refer(text) {
      const [, template, subject] = reference.exec(text.trim()) ?? [];
      return template === undefined || subject === undefined ? undefined : idFor(template, subject);
    },
    path(id) {
      const [, template = '', subject = ''] = reference.exec(id) ?? [];
      return `checklists/${template.toLowerCase()}/${subject.toLowerCase()}.yaml`;
    },
    id(spec) {
      const { template, subject } = specOf({ spec });
      return idFor(template.name, subject);
    },
  },

  place(record) {
    const { template, subject } = specOf(record);
    const id = idFor(template.name, subject);
    const name = id === record.metadata.id ? subject : record.metadata.id;
    return `checklists/${template.name}/${name}.yaml`;
  },

  recognise(file) {
    const [, template, subject] = path.exec(file) ?? [];
    if (template === undefined || subject === undefined) return undefined;
    return { id: idFor(template, subject), year: '', month: '', environment: '' };
  },

  copy(record) {
    const { template } = specOf(record);
    return { path: `templates/checklists/${template.name}.yaml`, agrees: (file) => agrees(template, file) };
  },
  attachment: (file) => evidenceName(file)?.sha256,
  pointsElsewhere: (file) => evidenceName(file)?.pointer === true,
  attachmentFault,
  attachmentType: (file) => typeOfEnding(evidenceName(file)?.extension ?? ''),
  attached(record) {
    const all: Attached[] = foldItems(record).flatMap(({ evidence }) =>
      evidence.flatMap(({ sha256, type }) =>
        sha256 === undefined ? [] : [{ digest: sha256, ...(type === undefined ? {} : { type }) }],
      ),
    );
    const sources: Attached[] = (record.status?.history ?? []).flatMap(({ source }) =>
      typeof source === 'string' ? [{ digest: source }] : [],
    );
    return [...new Map([...all, ...sources].map((each) => [`${each.digest} ${each.type ?? ''}`, each])).values()];
  },

  scope: (record) => ({ tenant: record.metadata.tenant, environment: '' }),
  quorum: () => 1,
  brief,
  summary(record) {
    const { template, subject } = specOf(record);
    const { proven: _ofIt, ...progress } = scoreOf(specOf(record), foldItems(record));
    return {
      target: `${template.name}/${subject}`,
      impact: `${progress.completed}/${progress.total}`,
      progress,
    };
  },
  isReady: (record) => openPoints(record).length === 0 && foldItems(record).some(({ needed }) => needed),
  ready: events.ready,
  nudges,
  workers,
  proves: (record, state) => (state === 'approved' ? specOf(record).template.name : undefined),
  derive,
  references: () => [],
  validate,
  gates,
};

/** Evidence is what its ending says; a list in Markdown is text, and shown as nothing else. */
function attachmentFault(file: string, bytes: Uint8Array): string | undefined {
  const { extension, pointer } = evidenceName(file) ?? { extension: '', pointer: false };
  if (pointer) return readPointer(file, bytes) === undefined ? 'it points to no piece of that name' : undefined;
  if (extension === 'md') return bytes.length > mostBytes ? 'it is too large' : undefined;
  const media = mediaTypeOf(bytes);
  if ('refused' in media) return media.refused;
  return media.extension === extension ? undefined : `it is ${media.type}`;
}

function idFor(template: string, subject: string): string {
  return `CL-${template.toLowerCase()}.${subject.toLowerCase()}`;
}

/** Points of a list in Markdown are its author's own, where the template of that name lets them be. */
function agrees(template: PinnedTemplate, file: JsonObject | undefined): boolean {
  if (template.markdown === true) return file === undefined || file.markdown === true;
  if (file === undefined) return false;
  const { apiVersion: _version, kind: _kind, ...rest } = file;
  return isSame(rest, template as unknown as JsonObject);
}

function brief(record: RecordData): Brief {
  const spec = specOf(record);
  const { completed, total, percentage } = scoreOf(spec, foldItems(record));
  const open = nextPoints(record);
  return {
    facts: [
      { key: 'checklist', value: `${spec.template.title.en}: ${spec.subject}` },
      { key: 'tenant', value: record.metadata.tenant },
      { key: 'score', value: `${completed}/${total} (${percentage} %)` },
    ],
    texts: open.en === '' ? [] : [{ key: 'openPoints', value: open }],
  };
}

/** The convenience fields of the record: who decided. */
function derive(history: readonly HistoryEvent[], state: string): JsonObject {
  const last = (action: string) => history.findLast((event) => event.action === action);
  const approved = state === 'approved' ? last('approved') : undefined;
  const rejected = state === 'rejected' ? last('rejected') : undefined;
  return {
    approvedBy: approved?.by ?? null,
    approvedAt: approved?.at ?? null,
    rejectedBy: rejected?.by ?? null,
    rejectedAt: rejected?.at ?? null,
    rejectionReason: (rejected?.reason as string | undefined) ?? null,
  };
}
