import type { KafkaEmulator } from '../emulator.ts';
import type { WireReader } from '../wire-reader.ts';
import type { WireWriter } from '../wire-writer.ts';

/** What one connection has come to. */
export interface Session {
  /** Who is let in; undefined while nobody is. */
  user: string | undefined;
  /** The mechanism that was agreed on, and what goes on under it. */
  login: Login | undefined;
}

/** One log-in: takes what the client says; answers, and tells at the end who it is. */
export type Login = (said: Buffer) => { answer: Buffer; user?: string } | { refused: string };

export interface Call {
  cluster: KafkaEmulator;
  /** The node that was asked. */
  node: number;
  session: Session;
  version: number;
  read: WireReader;
  write: WireWriter;
}

/** Writes the answer. `false`: there is none to give. */
export type Answer = (call: Call) => void | false | Promise<void>;
