import type { App } from '../app.ts';
import { barredFromStarting } from '../operations/may-onboard.ts';
import { onboardingClaims } from '../operations/onboarding-claims.ts';
import { peopleIn } from '../operations/onboarding-entry.ts';
import { listFolder } from './list-folder.ts';
import type { Answer, Question } from './ui/onboard/questions.ts';

interface Place {
  folder: string;
  home: string | undefined;
}

/** What somebody who types wants to know: what others have, how an address is kept, what a folder holds. */
export async function answerQuestion(app: App, question: Question, { folder, home }: Place): Promise<Answer> {
  switch (question.kind) {
    case 'folder':
      return listFolder(question.path, folder, home);
    case 'company': {
      const { company, id } = question;
      const found = await onboardingClaims(app, { ...company, id });
      // Who may onboard some tenants only hears of it as soon as they name another.
      const barred =
        id === undefined && company.tenant !== '' ? await barredFromStarting(app, company.tenant) : undefined;
      if (barred !== undefined) return { problems: { tenant: barred.message } };
      return { problems: Object.fromEntries(found.map(({ pointer, message }) => [fieldOf(pointer), message])) };
    }
    case 'address':
      return answerAddress(app, question);
  }
}

function fieldOf(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}

async function answerAddress(app: App, question: Extract<Question, { kind: 'address' }>): Promise<Answer> {
  const { by, text, country, id } = question;
  const typed = { firstName: 'A', lastName: 'A', role: 'admin', [by]: text };
  const { users, problems } = await peopleIn(app, [typed], country);
  const [wrong] = problems;
  if (wrong !== undefined) return { problems: { address: wrong.message } };
  const kept = users[0]?.[by] ?? text;
  const [taken] = await onboardingClaims(app, { id, country, users: [{ [by]: kept }] });
  return { kept, ...(taken === undefined ? {} : { problems: { address: taken.message } }) };
}
