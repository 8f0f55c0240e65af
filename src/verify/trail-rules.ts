import { lasting, leaveOut, type RuleEntry, signAgain } from './rule-entry.ts';

const error = 'error' as const;

/** Who made a commit, when, and what proves it. */
export const trailRules = {
  'policy.unknown-key': {
    about: 'trail',
    severity: error,
    claim: 'The signing key is listed for the author at the parent commit.',
    remedy: 'an admin lists the key first: rgz policy grant <email> --key <key.pub>; then git pull --rebase -S',
    lasting,
  },
  'trail.unsigned': {
    about: 'trail',
    severity: error,
    claim: 'Every governed commit is signed.',
    remedy: `its author signs it: ${signAgain}`,
    lasting,
  },
  'trail.bad-signature': {
    about: 'trail',
    severity: error,
    claim: 'Every signature fits its commit.',
    remedy: `its author signs it again: ${signAgain}`,
    lasting,
  },
  'trail.unsupported-signature': {
    about: 'trail',
    severity: error,
    claim: 'Signatures are SSH signatures that rgz can verify.',
    remedy: `git config gpg.format ssh, and sign it again: ${signAgain}`,
    lasting,
  },
  'trail.wrong-signer': {
    about: 'trail',
    severity: error,
    claim: 'The signer is the person whom the commit names as its author.',
    remedy: `only the person whom it names may sign it: ${signAgain}; whoever else made it leaves it out, and makes the change in their own name`,
    lasting,
  },
  'trail.malformed-commit': {
    about: 'trail',
    severity: error,
    claim: 'Every governed commit has the form that Git gives it, so that all programs read the same in it.',
    remedy: `${leaveOut}, and make it again with git commit or rgz`,
    lasting,
  },
  'trail.false-trailer': {
    about: 'trail',
    severity: error,
    claim: 'The trailers of a commit name the record, the action and the actor that are in it.',
    remedy: `${leaveOut}, and make it again with git commit or rgz`,
    lasting,
  },
  'tree.malformed': {
    about: 'trail',
    severity: error,
    claim: 'The trees of a commit have the form that Git gives them: each name once, in order, and no part of a path.',
    remedy: `${leaveOut}, and make it again with git commit or rgz`,
    lasting,
  },
  'trail.time-ahead': {
    about: 'trail',
    severity: error,
    claim: 'No commit is from the future.',
    remedy: `${leaveOut}, and make it again with the right clock`,
    lasting,
  },
  'trail.time-backwards': {
    about: 'trail',
    severity: error,
    claim: 'A commit is not older than its parents.',
    remedy: `${leaveOut}, and make it again with the right clock`,
    lasting,
  },
} as const satisfies Record<string, RuleEntry>;
