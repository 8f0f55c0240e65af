import type { Journal } from '../../../ports/journal.ts';
import type { AwxApi } from './api.ts';
import type { TemplateFinder, Wanted } from './find-template.ts';

/** One AWX with the template to launch there, as the parts of the deployer share it. */
export interface Awx {
  api: AwxApi;
  finder: TemplateFinder;
  wanted: Wanted;
  /** Scheme and host, for people's links. */
  site: string;
  /** How long a launch that nobody answered may still be carried out, in seconds. */
  commitSeconds: number;
  journal: Journal;
}

/** By how much the clock of a controller may differ from AWX's, in seconds. */
export const tolerance = 60;
