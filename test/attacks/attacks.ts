import type { Attack } from './attack.ts';
import { authorityAttacks } from './authority.ts';
import { checklistAttacks } from './checklists.ts';
import { claimAttacks } from './claims.ts';
import { commitAttacks } from './commits.ts';
import { decisionAttacks } from './decisions.ts';
import { draftAttacks } from './drafts.ts';
import { historyAttacks } from './history.ts';
import { identityAttacks } from './identity.ts';
import { launchAttacks } from './launches.ts';
import { malformedTreeAttacks } from './malformed-trees.ts';
import { mergeAttacks } from './merges.ts';
import { planAttacks } from './plans.ts';
import { reviewAttacks } from './reviews.ts';
import { settingsAttacks } from './settings.ts';
import { stopAttacks } from './stops.ts';
import { treeAttacks } from './trees.ts';

/** Every way round a promise that is known, by what it attacks. */
export const attacks: Readonly<Record<string, readonly Attack[]>> = {
  identity: identityAttacks,
  authority: authorityAttacks,
  settings: settingsAttacks,
  stops: stopAttacks,
  reviews: reviewAttacks,
  decisions: decisionAttacks,
  history: historyAttacks,
  checklists: checklistAttacks,
  drafts: draftAttacks,
  claims: claimAttacks,
  plans: planAttacks,
  launches: launchAttacks,
  commits: commitAttacks,
  merges: mergeAttacks,
  trees: treeAttacks,
  'malformed trees': malformedTreeAttacks,
};
