import { cast } from '../kit/people.ts';
import { makeSshKey } from '../kit/ssh-keys.ts';
import type { Attack } from './attack.ts';
import type { Forge } from './forge.ts';
import { gpgSignature, signatureIn, unknownKeyType, withSignature } from './signatures.ts';

const approve = (forge: Forge, id: string) => forge.step(id, 'carl', 'approved');
const honest: Attack['twin'] = (forge, { open }) => forge.commit({ by: 'carl', files: approve(forge, open) });

/** Ways to speak in another's name (promises 3 and 7: a person is who signs). */
export const identityAttacks: readonly Attack[] = [
  {
    name: 'forged author, signed with the own key',
    promise: 3,
    finds: ['trail.wrong-signer'],
    tamper: (forge, { open }) => forge.commit({ by: 'dan', author: cast.carl, files: approve(forge, open) }),
    twin: honest,
  },
  {
    name: 'forged author, not signed at all',
    promise: 3,
    finds: ['policy.own-request', 'trail.unsigned'],
    tamper: (forge, { open }) =>
      forge.commit({ by: 'dora', author: cast.carl, key: null, files: approve(forge, open) }),
  },
  {
    name: 'a valid key of the wrong person, under the own name',
    promise: 3,
    finds: ['trail.wrong-signer'],
    tamper: (forge, { open }) =>
      forge.commit({ by: 'carl', key: forge.repository.key('cleo'), files: approve(forge, open) }),
  },
  {
    name: 'a key that the policy does not list',
    promise: 3,
    finds: ['policy.unknown-key'],
    tamper: (forge, { open }) => forge.commit({ by: 'carl', key: makeSshKey(), files: approve(forge, open) }),
  },
  {
    name: 'a stranger with a key of their own',
    promise: 3,
    finds: ['policy.not-allowed', 'policy.unknown-key'],
    tamper: (forge, { open }) => forge.commit({ by: 'sam', files: forge.step(open, 'sam', 'approved') }),
  },
  {
    name: 'signature stripped from a genuine commit',
    promise: 5,
    finds: ['trail.unsigned'],
    tamper: (forge, { open }) =>
      forge.commit({ by: 'carl', files: approve(forge, open), rewrite: (text) => withSignature(text, undefined) }),
  },
  {
    name: 'signature copied from another commit of the same person',
    promise: 5,
    finds: ['trail.bad-signature'],
    tamper(forge, { open, approved }) {
      const [genuine = ''] = forge.git('log', '-1', '--format=%H', '--', forge.path(approved)).split('\n');
      const signature = signatureIn(forge.git('cat-file', 'commit', genuine));
      return forge.commit({
        by: 'carl',
        files: approve(forge, open),
        rewrite: (text) => withSignature(text, signature),
      });
    },
  },
  {
    name: 'message altered after signing',
    promise: 5,
    finds: ['trail.bad-signature'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'carl',
        files: approve(forge, open),
        rewrite: (text) => text.replace('by hand', 'by mouth'),
      }),
  },
  {
    name: 'a signature of GPG',
    promise: 5,
    finds: ['trail.unsupported-signature'],
    tamper: (forge, { open }) =>
      forge.commit({ by: 'carl', files: approve(forge, open), rewrite: (text) => withSignature(text, gpgSignature) }),
  },
  {
    name: 'a signature that was made for a file, not for Git',
    promise: 5,
    finds: ['trail.bad-signature'],
    tamper(forge, { open }) {
      const key = forge.repository.key('carl');
      return forge.commit({
        by: 'carl',
        key: null,
        files: approve(forge, open),
        rewrite: (text) => withSignature(text, key.sign(text, 'file')),
      });
    },
  },
  {
    name: 'a good signature under the header of the other object format',
    promise: 5,
    finds: ['trail.unsigned'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'carl',
        files: approve(forge, open),
        rewrite: (text) =>
          text.replace(/^gpgsig(-sha256)? /m, (found) => (found === 'gpgsig ' ? 'gpgsig-sha256 ' : 'gpgsig ')),
      }),
  },
  {
    name: 'a good signature inside the header of a merged tag',
    promise: 5,
    finds: ['trail.unsigned'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'carl',
        key: null,
        files: approve(forge, open),
        rewrite: (text) => {
          const header = /^gpgsig\S* (?:.*\n )*.*\n/m.exec(
            withSignature(text, forge.repository.key('carl').sign(text)),
          )?.[0];
          const tag = `mergetag object ${forge.head}\n type commit\n ${header?.trimEnd()}\n`;
          return text.replace(/^committer .*\n/m, (line) => line + tag);
        },
      }),
  },
  {
    name: 'a good signature in the message',
    promise: 5,
    finds: ['trail.unsigned'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'carl',
        key: null,
        files: approve(forge, open),
        rewrite: (text) =>
          `${text}\ngpgsig ${forge.repository.key('carl').sign(text).trimEnd().replaceAll('\n', '\n ')}\n`,
      }),
  },
  {
    name: 'two signatures in one commit, the second one good',
    promise: 5,
    finds: ['trail.bad-signature'],
    tamper(forge, { open }) {
      return forge.commit({
        by: 'carl',
        files: approve(forge, open),
        rewrite: (text) => {
          const header = /^(gpgsig(?:-sha256)?) /m.exec(text)?.[1] ?? '';
          const bad = `${header} ${forge.repository.key('dora').sign('else').trimEnd().replaceAll('\n', '\n ')}\n`;
          return text.replace(`\n${header} `, `\n${bad}${header} `);
        },
      });
    },
  },
  {
    name: 'a key of a type that rgz does not know',
    promise: 10,
    finds: ['trail.unsupported-signature'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'carl',
        key: null,
        files: approve(forge, open),
        rewrite: (text) => withSignature(text, unknownKeyType()),
      }),
  },
];
