import type { Job, Label, Organization, Template, User, World } from '../world.ts';

export type Value = string | number | boolean | null;

/** How a list may be filtered: by fields, and by the fields of what they lead to. */
export interface Model<T> {
  fields: Readonly<Record<string, (row: T) => Value>>;
  relations: Readonly<Record<string, (row: T, world: World) => readonly Related[]>>;
  /** Fields that exist and must not be searched. */
  hidden: readonly string[];
}

export interface Related {
  id: number;
  row: unknown;
  model: Model<never>;
}

const organization: Model<Organization> = {
  fields: { id: ({ id }) => id, name: ({ name }) => name },
  relations: {},
  hidden: [],
};

const user: Model<User> = {
  fields: { id: ({ id }) => id, username: ({ username }) => username, is_superuser: ({ superuser }) => superuser },
  relations: {},
  hidden: ['password'],
};

const label: Model<Label> = {
  fields: { id: ({ id }) => id, name: ({ name }) => name },
  relations: { organization: (row) => [related(row.organization, organization)] },
  hidden: [],
};

const template: Model<Template> = {
  fields: {
    id: ({ id }) => id,
    name: ({ name }) => name,
    description: () => '',
    limit: ({ limit }) => limit,
    skip_tags: ({ skip_tags }) => skip_tags,
    ask_variables_on_launch: ({ asks }) => asks.variables,
    allow_simultaneous: ({ allow_simultaneous }) => allow_simultaneous,
  },
  relations: { organization: (row) => [related(row.organization, organization)] },
  hidden: ['extra_vars', 'survey_spec', 'host_config_key', 'webhook_key'],
};

const shared: Model<Job>['fields'] = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  description: () => '',
  status: ({ status }) => status,
  failed: ({ status }) => ['failed', 'error', 'canceled'].includes(status),
  launch_type: ({ launchType }) => launchType,
  created: ({ created }) => time(created),
  modified: (job) => time(job.finished ?? job.started ?? job.created),
  started: ({ started }) => time(started),
  finished: ({ finished }) => time(finished),
  canceled_on: ({ canceledOn }) => time(canceledOn),
  job_explanation: ({ explanation }) => explanation,
  webhook_guid: () => '',
};

const relations: Model<Job>['relations'] = {
  created_by: (row) => (row.by === undefined ? [] : [related(row.by, user)]),
  organization: (row) => (row.template === undefined ? [] : [related(row.template.organization, organization)]),
  unified_job_template: (row) => (row.template === undefined ? [] : [related(row.template, template)]),
  labels: (row) => row.labels.map((each) => related(each, label)),
};
const hidden = ['extra_vars', 'survey_passwords', 'job_args', 'job_env', 'start_args', 'webhook_key'];

const job: Model<Job> = {
  fields: {
    ...shared,
    limit: (row) => row.limit,
    skip_tags: ({ skip_tags }) => skip_tags,
    job_tags: ({ job_tags }) => job_tags,
    job_slice_number: ({ slice }) => slice.number,
  },
  relations: {
    ...relations,
    job_template: (row) => (row.template === undefined ? [] : [related(row.template, template)]),
  },
  hidden,
};

/** The prompts of a workflow job are kept as one text, so none of them is a field of its own. */
const workflowJob: Model<Job> = {
  fields: {
    ...shared,
    is_sliced_job: (row) => row.template?.type === 'job_template',
    char_prompts: ({ skip_tags, job_tags, limit }) => JSON.stringify({ skip_tags, job_tags, limit }),
  },
  relations: {
    ...relations,
    job_template: (row) => (row.template?.type === 'job_template' ? [related(row.template, template)] : []),
    workflow_job_template: (row) =>
      row.template?.type === 'workflow_job_template' ? [related(row.template, template)] : [],
  },
  hidden,
};

const unifiedJob: Model<Job> = { fields: shared, relations, hidden: ['job_args', 'job_env', 'start_args'] };

export const models = { organization, user, label, template, job, workflowJob, unifiedJob };

function related<T extends { id: number }>(row: T, model: Model<T>): Related {
  return { id: row.id, row, model: model as Model<never> };
}

function time(at: number | undefined): Value {
  return at === undefined ? null : new Date(at).toISOString();
}
