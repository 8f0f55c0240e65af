import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest, though some are short to read. A name that is missing here costs seconds and nothing else. */
const long = [
  'cli/killed',
  'attacks/sha1',
  'attacks/sha256',
  'attacks/memory',
  'cli/slow-channels',
  'controller/activation',
  'controller/crash',
  'controller/invitations',
  'controller/outbox',
  'peers/agreement',
].map((name) => `/test/${name}.test.ts`);

/** Starts them before the others, so that none of them is left alone at the end of a run. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => long.some((name) => moduleId.endsWith(name));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
