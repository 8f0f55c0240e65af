export type KeyName =
  | 'enter'
  | 'tab'
  | 'back-tab'
  | 'escape'
  | 'interrupt'
  | 'end-of-text'
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'word-left'
  | 'word-right'
  | 'home'
  | 'end'
  | 'page-up'
  | 'page-down'
  | 'backspace'
  | 'delete'
  | 'erase-word'
  | 'erase-before'
  | 'erase-after';

/** One key, or text that was typed or pasted. Text holds no escapes and no control characters but line breaks. */
export type Key = { name: KeyName } | { name: 'text'; text: string; pasted: boolean };
