import { plainLine } from '../../domain/plain-text.ts';
import type { Probe } from '../../ports/probe.ts';
import { askServer } from './ask-server.ts';
import { at, evidenceOf } from './evidence.ts';
import { textIn, wrong } from './read-settings.ts';

/** Whether a dashboard is there, by its uid. */
export const grafana: Probe = async (settings, context) => {
  const uid = textIn(settings, 'dashboard');
  if (!/^[A-Za-z0-9_-]{1,40}$/.test(uid)) throw wrong('dashboard is no uid of a dashboard');
  const { status, data } = await askServer(settings, context, `/api/dashboards/uid/${uid}`);
  const answered = at(data, 'dashboard', 'uid');
  if (status !== 404 && answered === undefined) throw wrong(`Grafana answers ${status}, and no dashboard`);
  if (status === 404 && at(data, 'message') === undefined) throw wrong('there is no Grafana at this address');
  const found = status === 200 && answered === uid;
  const [title, version] = [at(data, 'dashboard', 'title'), at(data, 'dashboard', 'version')];
  const values = {
    found,
    ...(found && typeof title === 'string' ? { title: plainLine(title) } : {}),
    ...(found && typeof version === 'number' ? { version } : {}),
  };
  const meta = at(data, 'meta', 'url');
  return {
    kind: 'measured',
    values,
    raw: evidenceOf({ probe: 'grafana', dashboard: uid, status, ...values, page: meta }),
  };
};
