import type { Readiness } from '../../../ports/deployer.ts';
import { type Awx, tolerance } from './awx.ts';
import { given } from './extra-vars.ts';
import { flawOf, lackOf, maskOf } from './preflight.ts';
import { pathOf } from './template.ts';
import { troubleOf } from './trouble.ts';

/** Whether a launch would be taken, and its job carry all it needs and be found again. */
export async function checkReadiness(awx: Awx): Promise<Readiness> {
  const { api, finder, wanted } = awx;
  const { name } = wanted;
  const resolved = await finder.find();
  if (resolved.kind !== 'template') return unready(resolved);
  const { template } = resolved;
  const ahead = Math.round(api.clock.ahead());
  if (Math.abs(ahead) > tolerance) {
    const reason = `the clock of this machine is ${Math.abs(ahead)} s ${ahead > 0 ? 'ahead of' : 'behind'} that of AWX`;
    return { kind: 'broken', reason, remedy: 'set both clocks by NTP: timedatectl tells how this one does' };
  }
  const path = `${pathOf(template.type)}/${template.id}`;
  const launch = await api.get(`${path}/launch`);
  if (launch.kind !== 'ok') return unready(troubleOf(launch, wanted));
  const survey = template.hasSurvey ? await api.get(`${path}/survey_spec`) : undefined;
  if (survey !== undefined && survey.kind !== 'ok') return unready(troubleOf(survey, wanted));
  const flaw =
    flawOf(template) ??
    lackOf(name, launch.json, given) ??
    (survey === undefined ? undefined : maskOf(name, survey.json, given));
  return flaw === undefined ? { kind: 'ready' } : { kind: 'broken', ...flaw };
}

function unready(trouble: ReturnType<typeof troubleOf>): Readiness {
  return trouble.kind === 'away' ? { ...trouble, kind: 'unreachable' } : trouble;
}
