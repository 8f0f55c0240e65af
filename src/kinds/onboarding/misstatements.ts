import type { Misstatement } from '../../domain/bound.ts';
import { isSame } from '../../domain/canonical.ts';
import type { Json } from '../../domain/json.ts';
import type { RecordData } from '../../domain/record.ts';
import { importedData } from './data.ts';
import { lineOf } from './import/marks.ts';
import { partsOf } from './import/quality.ts';
import { rereadFiles } from './import/reread.ts';

const rule = 'onboarding.untrue-import';

/** Reads the data of the standing import again: it has to come out as it is, and as the event tells it. */
export function misstatements(record: RecordData, files: ReadonlyMap<string, Buffer>): readonly Misstatement[] {
  const data = importedData(record);
  const told = record.status?.history.findLast(({ action }) => action === 'imported');
  if (data === undefined) return [];
  const event = data.pointer.replace(/\/[^/]*$/, '');
  const pointers = { 'products.csv': `${event}/products`, 'sales.csv': `${event}/sales` };
  const none = Buffer.alloc(0);
  const bytes = {
    'products.csv': files.get(data.products.path) ?? none,
    'sales.csv': files.get(data.sales.path) ?? none,
  };
  const text = { 'products.csv': bytes['products.csv'].toString(), 'sales.csv': bytes['sales.csv'].toString() };
  const again = rereadFiles(text, data.at);
  if ('file' in again) return [{ rule, pointer: pointers[again.file], why: `${again.file}: ${again.why}` }];
  const { plan, errors, moreErrors } = again;
  if (plan === undefined) {
    const [first] = errors;
    const more = errors.length + moreErrors - 1;
    const line = first === undefined ? 'it cannot be read' : lineOf(first, 'en');
    return [{ rule, pointer: event, why: `${line}${more > 0 ? `, and ${more} more` : ''}` }];
  }
  for (const name of ['products.csv', 'sales.csv'] as const)
    if (!Buffer.from(plan.files[name]).equals(bytes[name]))
      return [{ rule, pointer: pointers[name], why: `${name} is not as an import writes it` }];
  const { statistics, quality } = plan;
  return [
    ...unlike(`${event}/products/rows`, data.products.rows, statistics.products),
    ...unlike(`${event}/sales/rows`, data.sales.rows, statistics.sales),
    ...unlike(`${event}/statistics`, told?.statistics, { ...statistics }),
    ...unlike(`${event}/quality`, told?.quality, { score: quality.score, parts: partsOf(quality) }),
  ];
}

/** What an event leaves out it does not say. */
function unlike(pointer: string, says: Json | undefined, comesTo: Json): readonly Misstatement[] {
  if (says === undefined || isSame(says, comesTo)) return [];
  return [{ rule, pointer, why: `it says ${JSON.stringify(says)}, and the files come to ${JSON.stringify(comesTo)}` }];
}
