import type {
  EmulatorOptions,
  Pace,
  Prompts,
  SurveyQuestion,
  TemplateOptions,
  UserOptions,
  WorkflowOptions,
} from './options.ts';

export type Variables = Record<string, unknown>;

export interface Organization {
  id: number;
  name: string;
}

export interface User {
  id: number;
  username: string;
  password: string;
  superuser: boolean;
  may: readonly string[];
}

export interface Token {
  id: number;
  user: User;
  token: string;
  scope: 'read' | 'write';
  /** Milliseconds. */
  expires: number;
}

export interface Template {
  id: number;
  type: 'job_template' | 'workflow_job_template';
  name: string;
  organization: Organization;
  asks: Required<Prompts>;
  skip_tags: string;
  limit: string;
  extra_vars: Variables;
  slices: number;
  allow_simultaneous: boolean;
  survey: readonly SurveyQuestion[];
  inventory: number | null;
  command: readonly string[] | undefined;
  nodes: readonly string[];
}

export interface Label {
  id: number;
  name: string;
  organization: Organization;
}

export type Status = 'new' | 'pending' | 'waiting' | 'running' | 'successful' | 'failed' | 'error' | 'canceled';
export type End = {
  status: 'successful' | 'failed' | 'error' | 'canceled';
  explanation?: string;
  output?: string;
  artifacts?: Variables;
};

/** A job or a workflow job. Times in milliseconds. */
export interface Job {
  id: number;
  type: 'job' | 'workflow_job';
  /** Of a sliced job too. */
  template: Template | undefined;
  name: string;
  launchType: 'manual' | 'relaunch' | 'workflow';
  by: User | undefined;
  status: Status;
  created: number;
  started: number | undefined;
  finished: number | undefined;
  canceledOn: number | undefined;
  explanation: string;
  variables: Variables;
  skip_tags: string;
  job_tags: string;
  limit: string;
  labels: readonly Label[];
  output: string;
  artifacts: Variables;
  slice: { number: number; count: number };
  /** The workflow job that it is part of. */
  parent: Job | undefined;
  nodes: Node[];
  /** When it leaves the queue, ends, and has all its output saved. */
  readyAt: number;
  endsAt: number | undefined;
  eventsAt: number | undefined;
  /** How it will end. */
  end: End;
  duration: number;
  requestId: string;
}

/** A step of a workflow job. */
export interface Node {
  id: number;
  template: Template;
  slice: number | undefined;
  job: Job | undefined;
}

export const activeStatuses: readonly Status[] = ['new', 'pending', 'waiting', 'running'];

/** Everything that an AWX keeps in its database. */
export class World {
  readonly organizations: Organization[] = [];
  readonly users: User[] = [];
  readonly tokens: Token[] = [];
  readonly templates: Template[] = [];
  readonly labels: Label[] = [];
  readonly jobs: Job[] = [];
  readonly pace: Pace;
  hold: boolean;
  #number = 0;

  constructor(options: EmulatorOptions) {
    const { users = [{ username: 'rgz', password: 'rgz', superuser: true, tokens: [{ token: 'emulated-token' }] }] } =
      options;
    this.pace = { delay: 0, duration: 0, cancel: 0, events: 0, ...options.pace };
    this.hold = options.hold ?? false;
    this.organization('Default');
    for (const user of users) this.addUser(user);
    for (const template of options.templates ?? [{ name: 'deploy' }]) this.addTemplate(template);
    for (const workflow of options.workflows ?? []) this.addTemplate(workflow);
  }

  /** The next number that nothing has yet. */
  number(): number {
    this.#number += 1;
    return this.#number;
  }

  organization(name: string): Organization {
    const known = this.organizations.find((each) => each.name === name);
    if (known !== undefined) return known;
    const made = { id: this.number(), name };
    this.organizations.push(made);
    return made;
  }

  addUser({ username, password, superuser = false, tokens = [], may = [] }: UserOptions): User {
    const user = { id: this.number(), username, password, superuser, may };
    this.users.push(user);
    for (const { token, scope = 'write', expires } of tokens) {
      const until = expires === undefined ? Number.POSITIVE_INFINITY : Date.parse(expires);
      this.tokens.push({ id: this.number(), user, token, scope, expires: until });
    }
    return user;
  }

  addTemplate(options: TemplateOptions | WorkflowOptions): Template {
    const none = { skip_tags: false, tags: false, limit: false, labels: false, inventory: false, scm_branch: false };
    const template: Template = {
      id: this.number(),
      type: 'nodes' in options ? 'workflow_job_template' : 'job_template',
      name: options.name,
      organization: this.organization(options.organization ?? 'Default'),
      asks: { ...none, job_slice_count: false, variables: true, ...options.asks },
      skip_tags: options.skip_tags ?? '',
      limit: options.limit ?? '',
      extra_vars: { ...options.extra_vars },
      slices: 'slices' in options ? (options.slices ?? 1) : 1,
      allow_simultaneous: options.allow_simultaneous ?? false,
      survey: options.survey ?? [],
      inventory: 'inventory' in options && options.inventory === false ? null : 1,
      command: 'command' in options ? options.command : undefined,
      nodes: 'nodes' in options ? options.nodes : [],
    };
    this.templates.push(template);
    return template;
  }

  job(type: Job['type'], id: number): Job | undefined {
    return this.jobs.find((job) => job.type === type && job.id === id);
  }
}
