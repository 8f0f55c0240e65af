import { channelContract } from '../../../contracts/channel.ts';
import { Slack } from './slack.ts';

channelContract('slack by webhook', () => Slack.start('webhook'));
channelContract('slack by token', () => Slack.start('token'));
