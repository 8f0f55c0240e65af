import type { Key } from '../keyboard/key.ts';
import { wholeText } from '../text/edited-text.ts';
import { companyQuestion } from './company-page.ts';
import { splitPath } from './paths.ts';
import { type Answer, keyOf, type Question, withAnswer } from './questions.ts';
import { addressQuestion, personOf } from './user-page.ts';
import { told, type WizardState } from './wizard-state.ts';
import { workbookQuestion } from './workbook-page.ts';

/** What the screen wants to know and does not. */
export function openQuestions(state: WizardState): readonly Question[] {
  return questionsOf(state).filter((question) => state.answers[keyOf(question)] === undefined);
}

function questionsOf(state: WizardState): readonly Question[] {
  const { screen, session, users, user } = state;
  const people = () => users.flatMap((person) => addressQuestion(person, session) ?? []);
  switch (screen) {
    case 'company':
      return [companyQuestion(state)].flatMap((question) => question ?? []);
    case 'users':
      return people();
    case 'user': {
      const own = user === undefined ? undefined : addressQuestion(personOf(user.page), session);
      return own === undefined ? people() : [own, ...people()];
    }
    case 'workbook':
      return [workbookQuestion(state)];
    case 'file':
      return [folderQuestion(state)];
    default:
      return [];
  }
}

export function folderQuestion({ file }: Pick<WizardState, 'file'>): Question {
  return { kind: 'folder', path: splitPath(wholeText(file)).folder };
}

export function answered(state: WizardState, question: Question, answer: Answer): WizardState {
  return { ...state, answers: withAnswer(state.answers, question, answer) };
}

/** The key once more as soon as everything is known that it is judged by; undefined where it is known already. */
export function untilKnown(state: WizardState, key: Key): WizardState | undefined {
  if (openQuestions(state).length === 0) return undefined;
  return { ...state, again: key, said: told('faint', 'looking it up …') };
}
