export { addRemote, createRepository, refuseStrangeUrl } from './create-repository.ts';
export { locateRepository, type Place } from './locate-repository.ts';
export { type OpenOptions, openGitRepository } from './open-repository.ts';
export type { DiskRepository } from './repository.ts';
