import type { PostgresDeployer } from '../../../generated/types/config.v1.ts';
import type { Clock } from '../../../ports/clock.ts';

/** The database behind a deployer, and how it is used. */
export interface Place {
  url: string;
  settings: PostgresDeployer;
  clock: Pick<Clock, 'now'>;
  /** The statements that make the tables. */
  tables(): Promise<string>;
}

/** The environment variable with the URL of the connection. */
export function urlVariableOf({ urlVariable = 'RGZ_POSTGRES_URL' }: PostgresDeployer): string {
  return urlVariable;
}

export function schemaOf({ schema = 'public' }: PostgresDeployer): string {
  return schema;
}

/** A name as a statement holds it, whatever is in it. */
export function quoted(...names: readonly string[]): string {
  return names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.');
}

/** A table of the sink. */
export type Table = (name: string) => string;

export function tablesIn(settings: PostgresDeployer): Table {
  return (name) => quoted(schemaOf(settings), name);
}
