import type { Outcome } from '../../../ports/channel.ts';
import { later, laterAlone, refused } from '../over-http/outcomes.ts';

/** Where people mend what Slack complains about. */
export interface Mending {
  /** The name of the channel in the configuration. */
  name: string;
  /** The variable with the token, or the address. */
  variable: string;
}

const newSecret = ({ variable }: Mending) =>
  `put a token or address of an app that is installed into ${variable}, and restart the controller`;
const invite = ({ name }: Mending) =>
  `invite the app to the channel with /invite, or set channel of ${name} in .rgz/config.yaml to the id of another`;
const otherChannel = ({ name, variable }: Mending) =>
  `set channel of ${name} in .rgz/config.yaml, or the webhook in ${variable}, to a channel that is in use`;
const scope = () => 'give the app the scope chat:write, and install it again';
const allow = () => 'let an administrator of the workspace allow the app to post there';

/** What has to be mended before anything gets through. */
const mendings: Readonly<Record<string, (mending: Mending) => string>> = {
  invalid_auth: newSecret,
  not_authed: newSecret,
  token_revoked: newSecret,
  token_expired: newSecret,
  account_inactive: newSecret,
  invalid_token: newSecret,
  no_service: newSecret,
  no_service_id: newSecret,
  no_team: newSecret,
  team_disabled: newSecret,
  missing_scope: scope,
  no_permission: scope,
  not_allowed_token_type: scope,
  channel_not_found: invite,
  not_in_channel: invite,
  user_not_found: otherChannel,
  is_archived: otherChannel,
  channel_is_archived: otherChannel,
  action_prohibited: allow,
  restricted_action: allow,
  restricted_action_read_only_channel: allow,
  posting_to_general_channel_denied: allow,
  team_access_not_granted: allow,
  access_denied: allow,
  ekm_access_denied: allow,
  org_login_required: allow,
};

const busy = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);
const broken = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'rollup_error']);
const unfit = new Set(['msg_too_long', 'msg_blocks_too_long', 'invalid_blocks', 'invalid_blocks_format']);
for (const code of ['invalid_payload', 'no_text', 'metadata_too_large', 'invalid_metadata_format']) unfit.add(code);

/** What an error of Slack means for the message and for those after it. */
export function outcomeOfError(error: string, mending: Mending, after?: number): Outcome {
  const mend = mendings[error];
  if (mend !== undefined) return later(`Slack does not let ${mending.name} post (${error}): ${mend(mending)}`, after);
  if (busy.has(error)) return later(`Slack is told too much at once (${error})`, after);
  if (broken.has(error)) return later(`Slack is out of order (${error})`, after);
  if (unfit.has(error)) return refused(`Slack does not take the message as it is (${error}): report this to rgz`);
  return laterAlone(`Slack does not take the message (${error})`);
}

/** Errors that say that a reply has nothing to hang on any more. */
export const threadIsGone: ReadonlySet<string> = new Set([
  'thread_not_found',
  'message_not_found',
  'invalid_thread_ts',
  'cannot_reply_to_message',
  'restricted_action_thread_locked',
  'restricted_action_non_threadable_channel',
]);
