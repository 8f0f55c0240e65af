import type { Key } from '../keyboard/key.ts';
import { openPage, type PageState, showWrong } from '../page/page.ts';
import { type PageWords, pageLines } from '../page/page-lines.ts';
import { stepPage } from '../page/step-page.ts';
import {
  changedFields,
  companyOf,
  companyPage,
  companyWords,
  openCompany,
  sameCompany,
  withSlug,
} from './company-page.ts';
import { untilKnown } from './look-ups.ts';
import { goTo } from './navigate.ts';
import type { Screen } from './screen.ts';
import { begun, sureOf, told, type WizardState } from './wizard-state.ts';

/** Step 1: the company and its main site. */
export const companyScreen: Screen = {
  title: () => 'The company and its main site',
  step,
  body: (state, room) => pageLines(companyPage(state.session), state.company, wordsOf(state), room),
  hints: ({ company }) =>
    company.open === undefined
      ? ['Enter goes on', '↑↓ moves', 'Esc to the list', 'Ctrl+D to the next step', 'Ctrl+C leaves']
      : ['Enter takes it', '↑↓ chooses', 'typing filters', 'Esc as it was'],
};

function step(state: WizardState, key: Key): WizardState {
  const page = companyPage(state.session);
  const turned = stepPage(page, state.company, key);
  if (turned === 'back') return back(state);
  if (turned === 'complete') return state;
  if ('press' in turned) return confirmed(state, key);
  if (turned === state.company) return state;
  const tenantTyped = turned.values.tenant !== state.company.values.tenant;
  const ownTenant = state.ownTenant ? turned.values.tenant !== '' || !tenantTyped : tenantTyped;
  const follows = !ownTenant && state.session === undefined && turned.values.name !== state.company.values.name;
  return { ...state, company: follows ? withSlug(turned) : turned, ownTenant, sure: undefined, said: undefined };
}

/** Where something was changed, it is put back as it was; only then does Escape lead away. */
function back(state: WizardState): WizardState {
  const { session, company } = state;
  if (state.sure !== undefined) return { ...state, sure: undefined, said: undefined };
  if (session !== undefined && !sameCompany(companyOf(company), session.company))
    return { ...state, company: openCompany(session), news: undefined, said: told('faint', 'as the record has it') };
  return begun(state, { kind: 'list' });
}

function confirmed(state: WizardState, key: Key): WizardState {
  const page = companyPage(state.session);
  const waiting = untilKnown(state, key);
  if (waiting !== undefined) return waiting;
  const { problems } = companyWords(state);
  const [first] = Object.values(problems);
  if (first !== undefined) {
    const company: PageState = showWrong(page, state.company, problems);
    return { ...state, company, said: undefined };
  }
  const { session } = state;
  const company = companyOf(state.company);
  if (session === undefined) return begun(state, { kind: 'company', company, session });
  if (sameCompany(company, session.company)) return goTo({ ...state, company: onButton(state) }, 'users');
  const asked = takesBack(state);
  if (asked !== undefined && state.sure !== 'save') return sureOf(state, 'save', asked);
  return begun(state, { kind: 'company', company, session });
}

function onButton({ session, company }: WizardState): PageState {
  const page = companyPage(session);
  return { ...openPage(page, company.values), at: page.fields.length };
}

/** What saving an earlier step costs. */
export function takesBack({ session, news }: WizardState): string | undefined {
  if (news !== undefined) return 'this is written over what another person did meanwhile';
  if (session?.done.import === true) return 'this takes the import back: the workbook has to be imported again';
  return undefined;
}

/** Where others changed an answer meanwhile, it is told beside the own one. */
function wordsOf(state: WizardState): PageWords {
  const words = companyWords(state);
  const { session, news } = state;
  if (session === undefined || news === undefined) return words;
  const theirs = changedFields(companyOf(state.company), session.company).map((key) => {
    const note = { text: `the record has "${session.company[key]}" now`, tone: 'warn' as const };
    return [key, note] as const;
  });
  return { ...words, notes: { ...words.notes, ...Object.fromEntries(theirs) } };
}
