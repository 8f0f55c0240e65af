import type { Field } from './field.ts';

/** What the form asks, in this order. */
export function requestFields(tenants: readonly string[], environments: readonly string[]): readonly Field[] {
  return [
    { kind: 'choice', key: 'tenant', label: 'Tenant', question: 'Which tenant is it for?', options: tenants },
    {
      kind: 'choice',
      key: 'targetType',
      label: 'Type',
      question: 'What is to be promoted?',
      options: ['api', 'application', 'policy'],
    },
    {
      kind: 'text',
      key: 'targetName',
      label: 'Name',
      question: 'What is it called?',
      advice: 'For example payment-api',
    },
    { kind: 'text', key: 'targetVersion', label: 'Version', question: 'Which version?', advice: 'For example 2.1.0' },
    {
      kind: 'choice',
      key: 'from',
      label: 'From',
      question: 'From which environment?',
      options: environments,
      usual: 'staging',
    },
    { kind: 'choice', key: 'to', label: 'To', question: 'To which environment?', options: environments, usual: 'prod' },
    {
      kind: 'text',
      key: 'justification',
      label: 'Justification',
      question: 'Why is it needed?',
      advice: 'Whoever approves decides on this.',
      atLeast: 20,
    },
    {
      kind: 'lines',
      key: 'releaseNotes',
      label: 'Release notes',
      question: 'What changes?',
      advice: 'Markdown, one line for each change.',
    },
    {
      kind: 'choice',
      key: 'impact',
      label: 'Impact',
      question: 'How much may it affect?',
      options: ['low', 'medium', 'high', 'critical'],
    },
    { kind: 'text', key: 'rollbackPlan', label: 'Rollback plan', question: 'How is it taken back if it goes wrong?' },
    {
      kind: 'text',
      key: 'schedule',
      label: 'Schedule',
      question: 'Not before when?',
      advice: 'A date such as 2027-01-31T20:00:00Z. Empty: as soon as it is approved.',
    },
    { kind: 'answer', key: 'stagingTestsPassed', label: 'Staging tests', question: 'Have the staging tests passed?' },
    { kind: 'answer', key: 'securityScanPassed', label: 'Security scan', question: 'Has the security scan passed?' },
    {
      kind: 'answer',
      key: 'performanceTestsPassed',
      label: 'Performance',
      question: 'Have the performance tests passed?',
      advice: 'The request can be made without them.',
    },
    {
      kind: 'text',
      key: 'evidence',
      label: 'Evidence',
      question: 'Where can the test results be seen?',
      advice: 'The URL of the pipeline or report.',
    },
  ];
}
