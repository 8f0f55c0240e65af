import { channelContract } from '../../../contracts/channel.ts';
import { Receiver } from './receiver.ts';

channelContract('webhook', () => Receiver.start());
