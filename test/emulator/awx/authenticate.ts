import { ApiError } from './api/api-error.ts';
import type { Backend } from './api/routes.ts';
import type { User } from './world.ts';

/** Who asks. A token that is wrong, revoked or over makes the request nobody's; a wrong password is refused at once. */
export function authenticate(
  header: string | undefined,
  method: string,
  { world, now }: Backend,
  basic: boolean,
): User | undefined {
  const [, scheme = '', value = ''] = /^(\w+) +(.+)$/.exec(header ?? '') ?? [];
  if (scheme.toLowerCase() === 'bearer') {
    const token = world.tokens.find((each) => each.token === value && each.expires > now());
    if (token === undefined) return undefined;
    if (token.scope === 'read' && !['GET', 'HEAD', 'OPTIONS'].includes(method)) {
      throw new ApiError(403, 'You do not have permission to perform this action.');
    }
    return token.user;
  }
  if (scheme.toLowerCase() !== 'basic' || !basic) return undefined;
  const [, username = '', password = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(value, 'base64').toString()) ?? [];
  const user = world.users.find((each) => each.username === username && each.password === password);
  if (user === undefined) throw new ApiError(401, 'Invalid username/password.');
  return user;
}
