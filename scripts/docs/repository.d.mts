import type { Repository } from './pages.ts';

export const top: string;
export const repository: Repository;
