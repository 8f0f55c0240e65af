import type { Attack } from './attack.ts';

const hour = 3_600;
const honest: Attack['twin'] = (forge, { open }) =>
  forge.commit({ by: 'carl', files: forge.step(open, 'carl', 'approved') });

const told = (id: string, action: string) =>
  `${id}: ${action}\n\nRgz-Record: ${id}\nRgz-Action: ${action}\nRgz-Actor: carl@example.com`;

/** Ways to make a commit look like what it is not (promises 7 and 10). */
export const commitAttacks: readonly Attack[] = [
  {
    name: 'a back-dated commit',
    promise: 7,
    finds: ['trail.time-backwards'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'dora',
        after: -24 * hour,
        files: { [forge.path(open)]: `# a remark\n${forge.text(forge.path(open))}` },
      }),
    twin: honest,
  },
  {
    name: 'a back-dated decision',
    promise: 7,
    finds: ['history.wrong-time', 'trail.time-backwards'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'carl',
        after: -24 * hour,
        files: forge.step(open, 'carl', 'approved', { after: -24 * hour }),
      }),
  },
  {
    name: 'a future-dated decision',
    promise: 7,
    finds: ['trail.time-ahead'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'carl',
        after: 24 * hour,
        files: forge.step(open, 'carl', 'approved', { after: 24 * hour }),
      }),
  },
  {
    name: 'a commit with two authors',
    promise: 10,
    finds: ['trail.malformed-commit'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'carl',
        files: forge.step(open, 'carl', 'approved'),
        rewriteUnsigned: (text) => text.replace(/^(author .*\n)/m, '$1author Cleo <cleo@example.com> 1 +0000\n'),
      }),
  },
  {
    name: 'a second author after the committer',
    promise: 10,
    finds: ['trail.malformed-commit'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'carl',
        files: forge.step(open, 'carl', 'approved'),
        rewriteUnsigned: (text) => text.replace(/^(committer .*\n)/m, '$1author Cleo <cleo@example.com> 1 +0000\n'),
      }),
  },
  {
    name: 'a message in another encoding, which hides what it says',
    promise: 10,
    finds: ['trail.malformed-commit'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'carl',
        files: forge.step(open, 'carl', 'approved'),
        rewriteUnsigned: (text) => text.replace(/^(committer .*\n)/m, '$1encoding UTF-7\n'),
      }),
  },
  {
    name: 'a NUL in the message, behind which Git shows nothing',
    promise: 10,
    finds: ['trail.malformed-commit'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'carl',
        files: forge.step(open, 'carl', 'approved'),
        rewriteUnsigned: (text) => text.replace('by hand', 'by hand\0 or by foot'),
      }),
  },
  {
    name: 'trailers that tell of another record',
    promise: 5,
    finds: ['trail.false-trailer'],
    tamper: (forge, { open, half }) =>
      forge.commit({ by: 'carl', message: told(half, 'approved'), files: forge.step(open, 'carl', 'approved') }),
    twin: (forge, { open }) =>
      forge.commit({ by: 'carl', message: told(open, 'approved'), files: forge.step(open, 'carl', 'approved') }),
  },
  {
    name: 'trailers that tell of another decision',
    promise: 5,
    finds: ['trail.false-trailer'],
    tamper: (forge, { open }) =>
      forge.commit({ by: 'carl', message: told(open, 'rejected'), files: forge.step(open, 'carl', 'approved') }),
  },
  {
    name: 'a second actor behind the true one',
    promise: 3,
    finds: ['trail.false-trailer'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'carl',
        message: `${told(open, 'approved')}\nRGZ-actor: cleo@example.com`,
        files: forge.step(open, 'carl', 'approved'),
      }),
  },
  {
    name: 'a date before all dates',
    promise: 10,
    finds: ['trail.malformed-commit'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'carl',
        files: forge.step(open, 'carl', 'approved'),
        rewriteUnsigned: (text) => text.replace(/^(committer .*>) \d+/m, '$1 -5'),
      }),
  },
  {
    name: 'an author without an address',
    promise: 3,
    finds: ['trail.malformed-commit'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'carl',
        files: forge.step(open, 'carl', 'approved'),
        rewriteUnsigned: (text) => text.replace(/^author .*$/m, 'author carl@example.com 1 +0000'),
      }),
  },
];
