import type { RuleEntry } from './rule-entry.ts';

const error = 'error' as const;

/** Who made a commit, when, and what proves it. */
export const trailRules = {
  'policy.unknown-key': {
    about: 'trail',
    severity: error,
    claim: 'The signing key is listed for the author at the parent commit.',
    remedy: 'an admin lists the key: rgz policy grant <email> --key <file>',
  },
  'trail.unsigned': {
    about: 'trail',
    severity: error,
    claim: 'Every governed commit is signed.',
    remedy:
      'not pushed yet: git commit --amend -S, by its author; pushed: put the file back as it was in a signed commit of its own (git commit -S), and only then change it anew; a record stays in quarantine, so open another',
  },
  'trail.bad-signature': {
    about: 'trail',
    severity: error,
    claim: 'Every signature fits its commit.',
    remedy: 'the author makes the commit again',
  },
  'trail.unsupported-signature': {
    about: 'trail',
    severity: error,
    claim: 'Signatures are SSH signatures that rgz can verify.',
    remedy: 'git config gpg.format ssh, and sign again',
  },
  'trail.wrong-signer': {
    about: 'trail',
    severity: error,
    claim: 'The signer is the person whom the commit names as its author.',
    remedy: 'the author makes the commit again',
  },
  'trail.malformed-commit': {
    about: 'trail',
    severity: error,
    claim: 'Every governed commit has the form that Git gives it, so that all programs read the same in it.',
    remedy: 'the author makes the commit again with git commit or rgz',
  },
  'trail.false-trailer': {
    about: 'trail',
    severity: error,
    claim: 'The trailers of a commit name the record, the action and the actor that are in it.',
    remedy: 'the author makes the commit again with git commit or rgz',
  },
  'tree.malformed': {
    about: 'trail',
    severity: error,
    claim: 'The trees of a commit have the form that Git gives them: each name once, in order, and no part of a path.',
    remedy: 'the author makes the commit again with git commit or rgz',
  },
  'trail.time-ahead': {
    about: 'trail',
    severity: error,
    claim: 'No commit is from the future.',
    remedy: 'make the commit again with the right clock',
  },
  'trail.time-backwards': {
    about: 'trail',
    severity: error,
    claim: 'A commit is not older than its parents.',
    remedy: 'make the commit again with the right clock',
  },
} as const satisfies Record<string, RuleEntry>;
