import type { Policy, PolicyProblem } from '../domain/policy.ts';
import type { FreezeCalendarSource } from '../ports/freeze-calendar.ts';

/** Freezes of a policy that cannot be read. The policy can be used all the same: they hold launches, and nothing else. */
export async function freezeProblems(
  calendar: FreezeCalendarSource,
  { freezes }: Pick<Policy, 'freezes'>,
): Promise<readonly PolicyProblem[]> {
  if (freezes.length === 0) return [];
  const { problemsOf } = await calendar.load();
  return freezes.flatMap((freeze, index) =>
    problemsOf(freeze).map(({ field, message }) => ({
      pointer: `/freezes/${index}/${field}`,
      message: `freeze "${freeze.name}": ${message}`,
    })),
  );
}
