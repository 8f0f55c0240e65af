import type { FaultRule } from './faults.ts';

/** What an emulated AWX holds when it starts. Plain data, so that it can be handed to another process as JSON. */
export interface EmulatorOptions {
  apiPath?: string;
  version?: string;
  /** Makes everything that is left to chance the same every time. */
  seed?: number;
  users?: readonly UserOptions[];
  /** Whether basic credentials are taken, beside tokens. */
  basic?: boolean;
  templates?: readonly TemplateOptions[];
  workflows?: readonly WorkflowOptions[];
  /** How long a job waits, runs, takes to end when it is cancelled, and goes on saving its output, in seconds. */
  pace?: Partial<Pace>;
  /** Jobs run until they are told to end. */
  hold?: boolean;
  /** How likely a job is to fail. */
  failures?: number;
  faults?: readonly FaultRule[];
  /** Where AWX tells of jobs that start and end. */
  callbacks?: readonly CallbackOptions[];
}

export interface UserOptions {
  username: string;
  password: string;
  superuser?: boolean;
  tokens?: readonly { token: string; scope?: 'read' | 'write'; expires?: string }[];
  /** The templates that a user who is none of the super ones may launch. */
  may?: readonly string[];
}

/** Prompts by the name of the field; those not named are off, but for variables. */
export interface Prompts {
  variables?: boolean;
  skip_tags?: boolean;
  tags?: boolean;
  limit?: boolean;
  labels?: boolean;
  inventory?: boolean;
  scm_branch?: boolean;
  job_slice_count?: boolean;
}

export interface TemplateOptions {
  name: string;
  organization?: string;
  asks?: Prompts;
  skip_tags?: string;
  limit?: string;
  extra_vars?: Readonly<Record<string, unknown>>;
  slices?: number;
  allow_simultaneous?: boolean;
  survey?: readonly SurveyQuestion[];
  /** Without one, and without a prompt for it, a launch is refused. */
  inventory?: boolean;
  /**
   * Runs for every job in place of the emulated time: a program with arguments, in which `{extra_vars}` stands for a file
   * with the job's variables and `{job}` for its number.
   */
  command?: readonly string[];
}

export interface WorkflowOptions extends Omit<TemplateOptions, 'slices' | 'command' | 'inventory'> {
  /** The job templates that are run one after the other. */
  nodes: readonly string[];
}

export interface SurveyQuestion {
  variable: string;
  type: 'text' | 'textarea' | 'password' | 'integer' | 'float' | 'multiplechoice' | 'multiselect';
  required: boolean;
  default?: string | number;
  choices?: readonly string[];
  min?: number;
  max?: number;
}

export interface Pace {
  delay: number;
  duration: number;
  cancel: number;
  events: number;
}

export interface CallbackOptions {
  url: string;
  headers?: Readonly<Record<string, string>>;
}
