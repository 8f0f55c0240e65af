import type { KindDefinition } from '../domain/kind.ts';
import { checklist } from './checklist/index.ts';
import { onboarding } from './onboarding/index.ts';
import { promotion } from './promotion/index.ts';

/** Every kind of record rgz knows. A new kind is a folder, a schema and a line here. */
export const kinds: readonly KindDefinition[] = [promotion, checklist, onboarding];
