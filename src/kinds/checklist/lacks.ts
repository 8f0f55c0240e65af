import type { Evidence, ItemState } from './items.ts';
import type { Proof } from './spec.ts';

/** Why a point does not count yet; undefined where it does. `same` tells whether two addresses are one person's. */
export function lackOf(state: ItemState, same: (one: string, other: string) => boolean): string | undefined {
  const { status, blockedBy, completedBy = '', validatedBy } = state;
  if (status !== 'completed' && status !== 'not_applicable') return status.replace('_', ' ');
  if (validatedBy !== undefined && same(validatedBy, completedBy)) return `validated by ${validatedBy}, who did it`;
  if (status === 'not_applicable' && validatedBy === undefined) return 'nobody else agreed that it does not apply';
  if (blockedBy.length > 0) return `waits for ${blockedBy.join(', ')}`;
  if (status === 'completed' && validatedBy === undefined && !isProven(state))
    return `no ${wanted[state.item.evidence ?? 'none']} proves it, and nobody else has validated it`;
  return undefined;
}

/** What the template asks for to prove it is there, or nothing is asked for. */
export function isProven({ item, evidence }: ItemState): boolean {
  return evidence.some((each) => proves(each, item.evidence ?? 'none')) || (item.evidence ?? 'none') === 'none';
}

/** A second person looked, or what is asked for is kept here. An address alone is not: what lies there may change. */
export function isVouched(state: ItemState): boolean {
  const kept = { ...state, evidence: state.evidence.filter(({ sha256 }) => sha256 !== undefined) };
  return state.validatedBy !== undefined || isProven(kept);
}

const wanted: Readonly<Record<Proof, string>> = {
  none: 'evidence',
  any: 'evidence',
  image: 'picture',
  document: 'document',
  measurement: 'measurement',
};

/** An address is taken for what it is asked for, and shown as unproven. */
function proves({ sha256, type = '', against }: Evidence, proof: Proof): boolean {
  if (against) return false;
  if (sha256 === undefined) return true;
  if (proof === 'image') return type.startsWith('image/');
  if (proof === 'document') return type === 'application/pdf' || type.startsWith('text/') || type.startsWith('image/');
  if (proof === 'measurement') return type === 'application/json' || type.startsWith('text/');
  return true;
}
