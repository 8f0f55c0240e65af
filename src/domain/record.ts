import type { Json, JsonObject } from './json.ts';

/** The part every record has. Unknown keys are kept as they are. */
export interface Metadata {
  id: string;
  createdAt: string;
  createdBy: string;
  tenant: string;
  [key: string]: Json;
}

/** One line of `status.history`. `digest` names the spec that the event speaks of. */
export interface HistoryEvent {
  action: string;
  at: string;
  by: string;
  digest?: string;
  quorum?: number;
  [key: string]: Json | undefined;
}

export interface Status {
  state: string;
  history: HistoryEvent[];
  [key: string]: Json | HistoryEvent[] | undefined;
}

/** One file. `spec` is written by people, `status` only by rgz. A record without a status is a draft. */
export interface RecordData {
  apiVersion: string;
  kind: string;
  metadata: Metadata;
  spec: JsonObject;
  status?: Status;
}
