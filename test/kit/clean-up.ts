/** What is undone after a test, and after a file of tests. Test files share these modules, so nothing here hooks in by itself. */
type Undo = () => unknown;
const afterTest: Undo[] = [];
const afterFile: Undo[] = [];

export function undoAfterTest(undo: Undo): void {
  afterTest.push(undo);
}

export function undoAfterFile(undo: Undo): void {
  afterFile.push(undo);
}

/** The newest first, and all of them whatever fails. */
async function undoAll(undoing: Undo[]): Promise<void> {
  const failures: unknown[] = [];
  for (const undo of undoing.splice(0).reverse()) {
    try {
      await undo();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `after a test: ${failures.join('; ')}`);
}

export const endOfTest = (): Promise<void> => undoAll(afterTest);
export const endOfFile = (): Promise<void> => undoAll(afterFile);
