import { channelContract } from '../../../contracts/channel.ts';
import { GatewayStage } from './gateways.ts';

for (const provider of ['africas-talking', 'twilio', 'generic'] as const)
  channelContract(`sms by ${provider}`, () => GatewayStage.start(provider));
