import { openPage, type Page, type PageState } from '../page/page.ts';
import type { PageWords } from '../page/page-lines.ts';
import { splitPath } from './paths.ts';
import { answerTo, type Question } from './questions.ts';
import type { Locale, Session } from './session.ts';
import type { WizardState } from './wizard-state.ts';

const languages = [
  { value: 'fr', label: 'français' },
  { value: 'en', label: 'English' },
];

/** The third step. Whoever has a workbook already goes on without one. */
export function workbookPage(session: Session | undefined): Page {
  const made = session?.done.workbook === true;
  const write = { key: 'write', label: made ? 'Write it again' : 'Write the workbook' };
  const on = {
    key: 'on',
    label: made ? 'It is filled in: go on to the import' : 'Go on without: there is one already',
  };
  return {
    fields: [
      { kind: 'text', key: 'path', label: 'Write it to', path: true, advice: 'Tab completes; ~ is your home folder' },
      { kind: 'radio', key: 'locale', label: 'Language', options: languages, advice: '← → chooses' },
    ],
    buttons: made ? [on, write] : [write, on],
  };
}

export function openWorkbook(session: Session): PageState {
  return openPage(workbookPage(session), { path: `${session.company.tenant}.xlsx`, locale: session.locale });
}

export function workbookOf({ values }: PageState): { path: string; locale: Locale } {
  return { path: (values.path ?? '').trim(), locale: values.locale === 'en' ? 'en' : 'fr' };
}

export function workbookQuestion({ workbook }: Pick<WizardState, 'workbook'>): Question {
  return { kind: 'folder', path: splitPath(workbookOf(workbook).path).folder };
}

/** Whether a file of this name is there already; undefined while nobody knows. */
export function isThere(state: WizardState): boolean | undefined {
  const { begun } = splitPath(workbookOf(state.workbook).path);
  return answerTo(state.answers, workbookQuestion(state))?.entries?.some(({ name }) => name === begun);
}

export function workbookWords(state: WizardState): PageWords {
  const { path } = workbookOf(state.workbook);
  const folder = answerTo(state.answers, workbookQuestion(state));
  const problem = pathProblem(path) ?? folder?.problems?.path;
  const there = problem === undefined && isThere(state) === true;
  return {
    problems: problem === undefined ? {} : { path: problem },
    notes: there ? { path: { text: 'a file of this name is there already', tone: 'warn' } } : {},
  };
}

function pathProblem(path: string): string | undefined {
  if (path === '') return 'needed';
  return /[^/]\.xlsx$/i.test(path) ? undefined : 'the name of a workbook ends in .xlsx';
}
