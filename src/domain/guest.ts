import type { Locale } from './notice.ts';
import type { IssuedCode } from './one-time-code.ts';

/** Where somebody is reached whom the policy does not know. */
export type Address = { kind: 'email' | 'phone'; to: string };

/** Somebody outside of the policy whom an event gave a code. */
export interface Guest {
  address: Address;
  locale: Locale;
  code: IssuedCode;
  /** What somebody types for another one. */
  again: string;
  /** What their letter says beside the code; `invitedBy` is an address. */
  values: Readonly<Record<'company' | 'invitedBy' | 'signInAs', string>>;
}

/** Somebody to whom a code is to be issued. */
export interface CodeWish {
  user: string;
  address: Address['kind'];
}
