import { type ChoiceEntry, enteredValue, optionsLeft } from '../form/entry.ts';
import { turnChoice } from '../form/turn-choice.ts';
import type { Key } from '../keyboard/key.ts';
import { editLine } from '../text/edit-line.ts';
import { editedText, wholeText } from '../text/edited-text.ts';
import { answeredWith, movedTo, type Page, type PageState, type RadioField, type SearchField } from './page.ts';

/** What a key makes of a page: the page after it, or a wish that is for the screen around it. */
export type Turned = PageState | { press: string } | 'back' | 'complete';

/** A page after a key. Enter goes on from field to field, and presses the button that it comes to. */
export function stepPage(page: Page, state: PageState, key: Key): Turned {
  const field = page.fields[state.at];
  const button = page.buttons[state.at - page.fields.length];
  if (field?.kind === 'search' && state.open !== undefined) return stepList(page, field, state, key);
  switch (key.name) {
    case 'escape':
      return 'back';
    case 'up':
    case 'back-tab':
      return moved(page, state, -1);
    case 'tab':
      return field?.kind === 'text' && field.path === true ? 'complete' : moved(page, state, 1);
    case 'down':
      return moved(page, state, 1);
    case 'enter':
      return button === undefined ? moved(page, state, 1) : { press: button.key };
    case 'end-of-text':
      return page.buttons[0] === undefined ? state : { press: page.buttons[0].key };
    default:
      break;
  }
  if (field?.kind === 'text') return typed(state, field.key, key);
  if (field?.kind === 'radio') return turned(state, field, key);
  return field?.kind === 'search' ? opened(state, field, key) : state;
}

/** Rows that cannot be changed are passed over. */
function moved(page: Page, state: PageState, way: 1 | -1): PageState {
  const rows = page.fields.length + page.buttons.length;
  for (let at = state.at + way; at >= 0 && at < rows; at += way) {
    if (page.fields[at]?.fixed !== true) return movedTo(page, state, at);
  }
  return state;
}

function typed(state: PageState, field: string, key: Key): PageState {
  const text = editLine(state.text, key);
  if (text === 'back' || text === state.text) return state;
  const value = wholeText(text);
  return value === state.values[field] ? { ...state, text } : { ...answeredWith(state, field, value), text };
}

function turned(state: PageState, { key: field, options }: RadioField, key: Key): PageState {
  const at = options.findIndex(({ value }) => value === state.values[field]);
  const to = (place: number): PageState => {
    const option = options[Math.min(options.length - 1, Math.max(0, place))];
    return option === undefined ? state : answeredWith(state, field, option.value);
  };
  if (key.name === 'left') return to(at - 1);
  if (key.name === 'right') return to(at + 1);
  if (key.name === 'home') return to(0);
  if (key.name === 'end') return to(options.length - 1);
  if (key.name !== 'text' || key.pasted) return state;
  if (key.text === ' ') return to((at + 1) % options.length);
  const begun = options.findIndex(({ label }) => label.toLowerCase().startsWith(key.text.toLowerCase()));
  return begun < 0 ? state : to(begun);
}

function opened(state: PageState, { key: field, options }: SearchField, key: Key): PageState {
  const marked = Math.max(
    0,
    options.findIndex(({ value }) => value === state.values[field]),
  );
  const open = { kind: 'choice', options: options.map(({ label }) => label), filter: '', marked } as const;
  if (key.name === 'right') return { ...state, open };
  if (key.name !== 'text') return state;
  if (key.text === ' ') return { ...state, open };
  return filtered(state, open, key);
}

/** A key while the list is open: Enter and Tab take what is marked, Escape leaves it as it was. */
function stepList(page: Page, field: SearchField, state: PageState, key: Key): PageState {
  const { open } = state;
  if (open === undefined || key.name === 'escape' || key.name === 'left') return { ...state, open: undefined };
  if (key.name === 'enter' || key.name === 'tab' || key.name === 'right') {
    const option = field.options.find(({ label }) => label === enteredValue(open));
    if (option === undefined) return state;
    const chosen = answeredWith({ ...state, open: undefined, text: editedText('') }, field.key, option.value);
    return key.name === 'right' ? chosen : moved(page, chosen, 1);
  }
  return filtered(state, open, key);
}

/** The list after a key. What begins as it was typed is marked before what only has it inside. */
function filtered(state: PageState, before: ChoiceEntry, key: Key): PageState {
  const open = turnChoice(before, key);
  if (open === 'back') return { ...state, open: undefined };
  if (typeof open === 'string') return state;
  const begins = optionsLeft(open).findIndex((each) => each.toLowerCase().startsWith(open.filter.toLowerCase()));
  const typed = open.filter !== before.filter && open.filter !== '';
  return { ...state, open: typed ? { ...open, marked: Math.max(0, begins) } : open };
}
