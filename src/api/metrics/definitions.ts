export interface MetricDefinition {
  type: 'gauge' | 'counter' | 'histogram';
  help: string;
  labels: readonly string[];
  /** Upper bounds of a histogram, in its unit. */
  buckets?: readonly number[];
}

/** Every metric of rgz's own, as it is exposed and documented. */
export const definitions = {
  rgz_controller_info: {
    type: 'gauge',
    help: 'Always 1; tells the name of the controller and the version of rgz.',
    labels: ['controller', 'version'],
  },
  rgz_records: {
    type: 'gauge',
    help: 'Records by kind and state, at the commit of the last pass.',
    labels: ['kind', 'state'],
  },
  rgz_held: {
    type: 'gauge',
    help: 'Records that are due or under way and wait, by the closed gate that keeps them. One that several gates keep counts for each.',
    labels: ['gate'],
  },
  rgz_quarantined: {
    type: 'gauge',
    help: 'Records that are left alone because a commit that touched them breaks a rule.',
    labels: [],
  },
  rgz_line_held: {
    type: 'gauge',
    help: '1 while nothing is started at all because the policy, the configuration or a tenant was changed against the rules.',
    labels: [],
  },
  rgz_remote_up: {
    type: 'gauge',
    help: '0 while the remote does not answer or does not take commits.',
    labels: [],
  },
  rgz_clone_writable: {
    type: 'gauge',
    help: '0 while the clone cannot be written, as on a full disk.',
    labels: [],
  },
  rgz_deployer_up: {
    type: 'gauge',
    help: '0 while a deployer does not answer or cannot be used. A deployer that was not needed yet is not listed.',
    labels: ['deployer'],
  },
  rgz_calls_under_way: {
    type: 'gauge',
    help: 'Calls to deployers that have not been answered.',
    labels: [],
  },
  rgz_last_pass_age_seconds: {
    type: 'gauge',
    help: 'Seconds since the last pass ended, or since the start where there was none yet. Passes are made at least once a minute while the remote answers.',
    labels: [],
  },
  rgz_pass_duration_seconds: {
    type: 'histogram',
    help: 'How long passes took, without fetching; its count is the number of passes.',
    labels: [],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  },
  rgz_launch_latency_seconds: {
    type: 'histogram',
    help: 'From the moment a record was due (decided or put up again, on its date, after any wait for another try) until its job was known. Freezes, stops and busy targets count.',
    labels: [],
    buckets: [1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 14400, 86400],
  },
  rgz_push_conflicts_total: {
    type: 'counter',
    help: 'How often somebody else moved the branch first, so that a pass was made again.',
    labels: [],
  },
  rgz_events_total: {
    type: 'counter',
    help: 'Lines of the journal, by event: what was written into records, what deployers said, outages.',
    labels: ['event'],
  },
  rgz_webhook_calls_total: {
    type: 'counter',
    help: 'Calls of webhooks, by what came of them: heard, ignored, or refused for want of the secret.',
    labels: ['webhook', 'answer'],
  },
} as const satisfies Record<string, MetricDefinition>;

export type MetricName = keyof typeof definitions;
