import { RgzError } from '../../errors/rgz-error.ts';
import type { GitIdentity, Identity } from '../../ports/git.ts';
import type { ConfigListing } from './config-listing.ts';
import type { Environment } from './git-environment.ts';

/** Who Git says is at the keyboard: the environment before the configuration, never a guess from the host's name. */
export function identityFrom(config: ConfigListing, env: Environment): GitIdentity {
  const author = person('author', config, env);
  return {
    author,
    committer: actsForOnce(config, env) ? author : person('committer', config, env),
    signing: {
      format: config.last('gpg.format'),
      key: config.last('user.signingkey') || undefined,
      program: config.lastTrusted('gpg.ssh.program') ?? 'ssh-keygen',
    },
  };
}

/** Whoever names an author for one command, and no committer, is that person for it. */
function actsForOnce(config: ConfigListing, env: Environment): boolean {
  const committer = [env.GIT_COMMITTER_EMAIL, env.GIT_COMMITTER_NAME];
  const configured = [config.last('committer.email'), config.last('committer.name')];
  return Boolean(env.GIT_AUTHOR_EMAIL) && ![...committer, ...configured].some(Boolean);
}

function person(role: 'author' | 'committer', config: ConfigListing, env: Environment): Identity {
  const variable = `GIT_${role.toUpperCase()}`;
  const named = env[`${variable}_EMAIL`] || config.last(`${role}.email`) || config.last('user.email') || env.EMAIL;
  // Where Git knows nobody, who is named as the author commits as well.
  const email = named || env.GIT_AUTHOR_EMAIL || undefined;
  const alone = named ? undefined : env.GIT_AUTHOR_NAME;
  const name = env[`${variable}_NAME`] || config.last(`${role}.name`) || config.last('user.name') || alone || email;
  if (email === undefined || name === undefined) {
    throw new RgzError('identity.missing', 'Git does not know your e-mail address.', {
      remedy: ['git config --global user.email you@example.com', 'git config --global user.name "Your Name"'],
    });
  }
  return { name, email };
}
