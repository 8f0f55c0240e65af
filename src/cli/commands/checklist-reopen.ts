import { actOnChecklist } from '../act-on-checklist.ts';

export const { define, run } = actOnChecklist('reopened');
