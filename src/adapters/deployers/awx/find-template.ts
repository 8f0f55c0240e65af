import { isObject } from '../../../domain/json.ts';
import type { AwxApi, Query } from './api.ts';
import { pathOf, readTemplate, type Template } from './template.ts';
import { type Trouble, troubleOf } from './trouble.ts';

/** What the configuration names. */
export interface Wanted {
  type: Template['type'];
  name: string;
  organization: string | undefined;
  /** Where the API is. */
  base: string;
  /** The environment variable with the credentials. */
  variable: string;
}

export type Resolved = { kind: 'template'; template: Template } | Trouble;

/**
 * Finds the template by its name. Its number is kept, and believed only as long as the name and the organization behind it
 * are the same: names are looked for by a filter, since in a path a name of digits is taken for a number.
 */
export class TemplateFinder {
  readonly #api: AwxApi;
  readonly #wanted: Wanted;
  #id: number | undefined;

  constructor(api: AwxApi, wanted: Wanted) {
    this.#api = api;
    this.#wanted = wanted;
  }

  /** The template as it is now: AWX is asked every time. */
  async find(): Promise<Resolved> {
    const { type } = this.#wanted;
    if (this.#id === undefined) return this.#search();
    const answer = await this.#api.get(`${pathOf(type)}/${this.#id}`);
    if (answer.kind === 'ok') {
      const template = readTemplate(type, answer.json);
      if (template !== undefined && this.#fits(template)) return { kind: 'template', template };
    } else if (answer.kind !== 'refused' || (answer.status !== 404 && answer.status !== 403)) {
      return troubleOf(answer, this.#wanted);
    }
    this.#id = undefined;
    return this.#search();
  }

  async #search(): Promise<Resolved> {
    const { type, name, organization } = this.#wanted;
    const within: Query = organization === undefined ? {} : { organization__name: organization };
    const answer = await this.#api.get(pathOf(type), { name, ...within, page_size: 3 });
    if (answer.kind !== 'ok') return troubleOf(answer, this.#wanted);
    const { results } = answer.json;
    const found = (Array.isArray(results) ? results.filter(isObject) : [])
      .map((row) => readTemplate(type, row))
      .filter((template) => template !== undefined)
      .filter((template) => this.#fits(template));
    const [template, second] = found;
    if (template === undefined) return this.#missing();
    if (second !== undefined) return this.#ambiguous();
    this.#id = template.id;
    return { kind: 'template', template };
  }

  #fits(template: Template): boolean {
    const { name, organization } = this.#wanted;
    return template.name === name && (organization === undefined || template.organization === organization);
  }

  #missing(): Trouble {
    const { type, name, organization, variable } = this.#wanted;
    const where = organization === undefined ? '' : ` in the organization "${organization}"`;
    const what = type === 'job' ? 'job template' : 'workflow job template';
    const reason = `the user of ${variable} sees no ${what} "${name}"${where} in AWX`;
    const remedy = `give that user the role Execute on "${name}", or set ${type === 'job' ? 'template' : 'workflow'} and organization in .rgz/config.yaml`;
    return { kind: 'broken', reason, remedy };
  }

  #ambiguous(): Trouble {
    const { name } = this.#wanted;
    const reason = `AWX has more than one template "${name}"`;
    return { kind: 'broken', reason, remedy: 'set organization of the deployer in .rgz/config.yaml' };
  }
}
