import type { Clockwork } from '../clockwork.ts';
import type { Faults } from '../faults.ts';
import type { Job, Template, Token, User, World } from '../world.ts';
import { acceptLaunch } from './accept-launch.ts';
import { ApiError, forbidden, notFound } from './api-error.ts';
import { filterRows } from './filter.ts';
import { type Model, models } from './models.ts';
import { page } from './page.ts';
import { mayStart, type Render, type Row } from './render.ts';
import { stdoutOf } from './stdout.ts';

export interface ApiRequest {
  method: string;
  /** Behind the path of the API, without slashes at the ends. */
  path: string;
  /** As it was asked for. */
  fullPath: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
  user: User | undefined;
  requestId: string;
}

export interface ApiAnswer {
  status: number;
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
  /** In place of JSON. */
  text?: { type: string; content: string };
}

export interface Backend {
  world: World;
  clockwork: Clockwork;
  faults: Faults;
  render: Render;
  version: string;
  now: () => number;
}

type Handler = (request: ApiRequest & { user: User }, id: number, backend: Backend) => ApiAnswer;

/** What the API answers, by the path with `N` for a number, and the method. */
const routes: Readonly<Record<string, Readonly<Record<string, Handler>>>> = {
  me: {
    GET: (request, _, { world, render }) =>
      list(request, [request.user], models.user, world, (user) => render.user(user)),
  },
  tokens: { POST: createToken },
  'tokens/N': { DELETE: deleteToken },
  users: {
    GET: (request, _, { world, render }) => list(request, world.users, models.user, world, (user) => render.user(user)),
  },
  organizations: {
    GET: (request, _, { world, render }) =>
      list(request, world.organizations, models.organization, world, ({ id, name }) => {
        return { id, type: 'organization', url: render.url('organizations', id), name };
      }),
  },
  labels: { GET: listLabels, POST: createLabel },
  job_templates: { GET: listTemplates('job_template') },
  'job_templates/N': { GET: showTemplate('job_template') },
  'job_templates/N/launch': { GET: showLaunch('job_template'), POST: launch('job_template') },
  'job_templates/N/survey_spec': { GET: showSurvey('job_template') },
  workflow_job_templates: { GET: listTemplates('workflow_job_template') },
  'workflow_job_templates/N': { GET: showTemplate('workflow_job_template') },
  'workflow_job_templates/N/launch': {
    GET: showLaunch('workflow_job_template'),
    POST: launch('workflow_job_template'),
  },
  'workflow_job_templates/N/survey_spec': { GET: showSurvey('workflow_job_template') },
  jobs: { GET: listJobs('job') },
  'jobs/N': { GET: showJob('job') },
  'jobs/N/cancel': { GET: showCancel('job'), POST: cancel('job') },
  'jobs/N/relaunch': { POST: relaunch('job') },
  'jobs/N/stdout': { GET: showStdout },
  workflow_jobs: { GET: listJobs('workflow_job') },
  'workflow_jobs/N': { GET: showJob('workflow_job') },
  'workflow_jobs/N/cancel': { GET: showCancel('workflow_job'), POST: cancel('workflow_job') },
  'workflow_jobs/N/relaunch': { POST: relaunch('workflow_job') },
  'workflow_jobs/N/workflow_nodes': { GET: listNodes },
  unified_jobs: { GET: listUnified },
};

/** Answers a request whose user is known. Throws an `ApiError` for a refusal. */
export function answer(request: ApiRequest, backend: Backend): ApiAnswer {
  const { path, method } = request;
  if (path === 'ping' && method === 'GET') return { status: 200, body: ping(backend) };
  if (request.user === undefined) throw new ApiError(401, 'Authentication credentials were not provided.');
  const [, number = '0'] = /\/(\d+)(?:\/|$)/.exec(path) ?? [];
  const methods = routes[path.replace(/\/\d+(?=\/|$)/, '/N')];
  if (methods === undefined) throw new ApiError(404, 'The requested resource could not be found.');
  const handler = methods[method];
  if (handler === undefined) throw new ApiError(405, `Method "${method}" not allowed.`);
  return handler({ ...request, user: request.user }, Number(number), backend);
}

function ping({ version }: Backend): Row {
  const node = { node: 'emulated-node', node_type: 'hybrid', uuid: '0', capacity: 100, version };
  return {
    ha: false,
    version,
    active_node: 'emulated-node',
    install_uuid: '0',
    instances: [node],
    instance_groups: [],
  };
}

function list<T>(
  { query, fullPath }: ApiRequest,
  rows: readonly T[],
  model: Model<T>,
  world: World,
  render: (row: T) => Row,
): ApiAnswer {
  return { status: 200, body: page(filterRows(rows, model, query, world), fullPath, query, render) };
}

function createToken({ user, body }: ApiRequest & { user: User }, _: number, { world, now }: Backend): ApiAnswer {
  const id = world.number();
  const scope = body.scope === 'read' ? 'read' : 'write';
  const token: Token = {
    id,
    user,
    token: `emulated-${id}-${now().toString(36)}`,
    scope,
    expires: now() + 31_536_000_000_000,
  };
  world.tokens.push(token);
  const expires = new Date(Math.min(token.expires, 8.64e15)).toISOString();
  return { status: 201, body: { id, type: 'o_auth2_access_token', token: token.token, scope, user: user.id, expires } };
}

function deleteToken({ user }: ApiRequest & { user: User }, id: number, { world }: Backend): ApiAnswer {
  const at = world.tokens.findIndex((token) => token.id === id && (token.user === user || user.superuser));
  if (at < 0) throw notFound();
  world.tokens.splice(at, 1);
  return { status: 204 };
}

function listLabels(request: ApiRequest, _: number, { world, render }: Backend): ApiAnswer {
  return list(request, world.labels, models.label, world, (label) => render.label(label));
}

function createLabel({ body }: ApiRequest, _: number, { world, render }: Backend): ApiAnswer {
  const { name, organization } = body;
  const owner = world.organizations.find(({ id }) => id === organization);
  if (typeof name !== 'string' || name === '') throw new ApiError(400, { name: ['This field is required.'] });
  if (owner === undefined)
    throw new ApiError(400, { organization: [`Invalid pk "${organization}" - object does not exist.`] });
  if (world.labels.some((label) => label.name === name && label.organization === owner)) {
    throw new ApiError(400, { __all__: ['Label with this Name and Organization already exists.'] });
  }
  const label = { id: world.number(), name, organization: owner };
  world.labels.push(label);
  return { status: 201, body: render.label(label) };
}

function listTemplates(type: Template['type']): Handler {
  return (request, _, { world, render }) => {
    const rows = world.templates.filter((template) => template.type === type && mayStart(template, request.user));
    return list(request, rows, models.template, world, (template) => render.template(template, request.user));
  };
}

function templateOf(type: Template['type'], id: number, user: User, { world }: Backend): Template {
  const template = world.templates.find((each) => each.type === type && each.id === id);
  if (template === undefined) throw notFound();
  if (!mayStart(template, user)) throw forbidden();
  return template;
}

function showTemplate(type: Template['type']): Handler {
  return ({ user }, id, backend) => {
    return { status: 200, body: backend.render.template(templateOf(type, id, user, backend), user) };
  };
}

function showLaunch(type: Template['type']): Handler {
  return ({ user }, id, backend) => ({ status: 200, body: backend.render.launch(templateOf(type, id, user, backend)) });
}

function showSurvey(type: Template['type']): Handler {
  return ({ user }, id, backend) => {
    const { survey } = templateOf(type, id, user, backend);
    const spec = survey.map((question) => ({
      question_name: question.variable,
      question_description: '',
      ...question,
    }));
    return { status: 200, body: survey.length === 0 ? {} : { name: '', description: '', spec } };
  };
}

function launch(type: Template['type']): Handler {
  return ({ user, body, requestId }, id, backend) => {
    const template = templateOf(type, id, user, backend);
    const faults = backend.faults.job();
    const { ignored, ...accepted } = acceptLaunch(template, body, backend.world, faults.has('ignored-fields'));
    const job = backend.clockwork.launch({ template, by: user, launchType: 'manual', requestId, faults, ...accepted });
    const key = job.type === 'job' ? 'job' : 'workflow_job';
    const row = backend.render.job(job, 'detail');
    return {
      status: 201,
      headers: { Location: `${row.url}` },
      body: { [key]: job.id, ignored_fields: ignored, ...row },
    };
  };
}

function jobOf(type: Job['type'], id: number, user: User, { world }: Backend): Job {
  const job = world.job(type, id);
  if (job === undefined) throw notFound();
  if (!maySee(job, user)) throw forbidden();
  return job;
}

function maySee({ template, by }: Job, user: User): boolean {
  return user.superuser || by === user || (template !== undefined && mayStart(template, user));
}

function listJobs(type: Job['type']): Handler {
  return (request, _, { world, render }) => {
    const rows = world.jobs.filter((job) => job.type === type && maySee(job, request.user));
    return list(request, rows, type === 'job' ? models.job : models.workflowJob, world, (job) =>
      render.job(job, 'list'),
    );
  };
}

function listUnified(request: ApiRequest & { user: User }, _: number, { world, render }: Backend): ApiAnswer {
  const types = request.query.get('type')?.split(',');
  const rows = world.jobs.filter((job) => maySee(job, request.user) && (types?.includes(job.type) ?? true));
  return list(request, rows, models.unifiedJob, world, (job) => render.job(job, 'list'));
}

function showJob(type: Job['type']): Handler {
  return ({ user }, id, backend) => ({
    status: 200,
    body: backend.render.job(jobOf(type, id, user, backend), 'detail'),
  });
}

function showCancel(type: Job['type']): Handler {
  return ({ user }, id, backend) => {
    const { finished } = jobOf(type, id, user, backend);
    return { status: 200, body: { can_cancel: finished === undefined } };
  };
}

function cancel(type: Job['type']): Handler {
  return ({ user, method }, id, backend) => {
    const job = jobOf(type, id, user, backend);
    if (!user.superuser && job.by !== user) throw forbidden();
    if (!backend.clockwork.cancel(job)) throw new ApiError(405, `Method "${method}" not allowed.`);
    return { status: 202 };
  };
}

/** Copies every prompt, the variables with the attempt among them. */
function relaunch(type: Job['type']): Handler {
  return ({ user, requestId }, id, backend) => {
    const job = jobOf(type, id, user, backend);
    if (job.template === undefined) throw new ApiError(400, { errors: ['Job Template is missing or undefined.'] });
    const { template, variables, skip_tags, job_tags, limit, labels } = job;
    const copy = { template, variables, skip_tags, job_tags, limit, labels, slices: template.slices };
    const again = backend.clockwork.launch({ ...copy, by: user, launchType: 'relaunch', requestId });
    const key = type === 'job' ? { job: again.id } : {};
    const row = backend.render.job(again, 'detail');
    return { status: 201, headers: { Location: `${row.url}` }, body: { ...key, ...row } };
  };
}

function showStdout({ user, query }: ApiRequest & { user: User }, id: number, backend: Backend): ApiAnswer {
  return stdoutOf(jobOf('job', id, user, backend), query);
}

function listNodes(request: ApiRequest & { user: User }, id: number, backend: Backend): ApiAnswer {
  const job = jobOf('workflow_job', id, request.user, backend);
  return {
    status: 200,
    body: page(job.nodes, request.fullPath, request.query, (node) => backend.render.node(node, job)),
  };
}
