import { deployerContract } from '../../../contracts/deployer.ts';
import { AwxStage } from './stage.ts';

deployerContract('awx, a job template', () => AwxStage.start());

deployerContract('awx, a job template that takes tags', () =>
  AwxStage.start({ templates: [{ name: 'deploy', asks: { skip_tags: true }, skip_tags: 'never,slow' }] }),
);

deployerContract('awx, a sliced job template and basic credentials', () =>
  AwxStage.start(
    { templates: [{ name: 'deploy', slices: 3 }] },
    { template: 'deploy', auth: 'basic', username: 'rgz' },
  ),
);

deployerContract('awx, a workflow behind a gateway', () =>
  AwxStage.start(
    {
      apiPath: '/api/controller/v2',
      templates: [{ name: 'step' }],
      workflows: [{ name: 'roll out', nodes: ['step'] }],
    },
    { workflow: 'roll out', organization: 'Default', apiPath: '/api/controller/v2' },
  ),
);
