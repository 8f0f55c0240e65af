import { RgzError } from '../errors/rgz-error.ts';
import type { View } from '../ports/records.ts';

/** Whether commits have to be signed there; null where the policy cannot be used, which is told as a finding. */
export async function identityAt(view: Pick<View, 'policy'>): Promise<'signed' | 'author' | null> {
  try {
    return (await view.policy()).identity;
  } catch (error) {
    if (error instanceof RgzError) return null;
    throw error;
  }
}
