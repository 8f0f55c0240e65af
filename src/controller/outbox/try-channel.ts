import { personOf } from '../../domain/policy.ts';
import { RgzError } from '../../errors/rgz-error.ts';
import { trialMessage } from '../../notices/test-message.ts';
import { traitsOf } from '../../notices/traits.ts';
import { named, newest } from '../../operations/notify-status.ts';
import type { ControllerDeps } from '../controller-deps.ts';
import { scriptAt } from './speech.ts';

/** Sends one message over a channel, now and from here. Throws `notify.undelivered` with what the other side said. */
export async function tryChannel(deps: ControllerDeps, name: string, to: string | undefined): Promise<{ to: string }> {
  const { git, clock } = deps;
  const view = await newest(deps);
  await named(view, name);
  const script = await scriptAt(deps, view.tip.commit);
  const settings = script.channels.get(name);
  if (settings === undefined) throw new RgzError('notify.unknown-channel', `the configuration has no channel ${name}`);
  const { reach, address } = traitsOf[settings.type];
  if (reach === 'person' && to === undefined)
    throw new RgzError('usage.missing', `${name} reaches people one by one: --to says whom`, {
      remedy: [`rgz notify test ${name} --to ${address === 'phone' ? '+33612345678' : 'jean@example.com'}`],
    });
  if (reach !== 'person' && to !== undefined)
    throw new RgzError('usage.invalid', `${name} has one destination only, so --to says nothing`, {
      remedy: [`rgz notify test ${name}`],
    });
  const { author } = await git.identity();
  const line = script.line(name, settings);
  const person = to === undefined ? undefined : personOf(line.policy, to);
  const where = (reach === 'person' ? (address === 'phone' ? (person?.phone ?? to) : to) : name) ?? name;
  const id = deps.nameOf(`${name} ${where} ${clock.milliseconds()} ${clock.chance()}`);
  const trial = { id, by: author.email, at: clock.now(), to: where, commit: view.tip.commit };
  const channel = await deps.openChannel(name, settings, script.looks);
  try {
    const message = trialMessage({ ...line, locale: person?.locale ?? line.locale }, trial);
    const [outcome] = await channel.deliver([message]);
    if (outcome?.kind === 'delivered') return { to: where };
    throw new RgzError(
      'notify.undelivered',
      `${name} did not take the message: ${outcome?.reason ?? 'it said nothing'}`,
      {
        remedy: [
          `mend notifications.channels.${name} in .rgz/config.yaml, or what is behind it`,
          `rgz notify test ${name}${to === undefined ? '' : ` --to ${inShell(to)}`}`,
        ],
      },
    );
  } finally {
    await channel.close();
  }
}

/** As it is typed in a shell. */
function inShell(text: string): string {
  return /^[\w@.+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
