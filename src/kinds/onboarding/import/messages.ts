import { cellMessages } from './cell-messages.ts';
import { layoutMessages } from './layout-messages.ts';
import { numberMessages } from './number-messages.ts';
import { ruleMessages } from './rule-messages.ts';

/** Everything an import can say, by its code. */
export const messages = { ...layoutMessages, ...cellMessages, ...numberMessages, ...ruleMessages } as const;

export type MessageCode = keyof typeof messages;
