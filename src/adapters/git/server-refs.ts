import type { ServerRefs } from '../../ports/pushed-refs.ts';
import type { ObjectFormat } from './oid.ts';
import { RefFiles } from './ref-files.ts';

const deepestLink = 5;

/** The refs of the repository that a hook runs for. */
export function serverRefs(gitDir: string, format: ObjectFormat): ServerRefs {
  const refs = new RefFiles({ commonDir: gitDir }, format);
  const head = refs.head(gitDir);
  return {
    head: head !== undefined && 'ref' in head ? head.ref : undefined,
    follow(ref) {
      let at = ref;
      for (let depth = 0; depth < deepestLink; depth++) at = refs.linkOf(at) ?? at;
      return at;
    },
  };
}
