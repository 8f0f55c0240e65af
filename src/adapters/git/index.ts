export { addRemote, createRepository, refuseStrangeUrl, remoteAddress, type Undo } from './create-repository.ts';
export { clonesCheckOut } from './head-of-remote.ts';
export { locateRepository } from './locate-repository.ts';
export { openGitRepository } from './open-repository.ts';
export { serverRefs } from './server-refs.ts';
export { stagedTree } from './staged-tree.ts';
export { walkInThread } from './walk-thread.ts';
