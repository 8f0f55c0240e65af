import type { Tone } from '../../../domain/notice.ts';

export const tones: Readonly<Record<Tone, string>> = { ask: '🔔', good: '✅', bad: '❌', info: 'ℹ️' };
