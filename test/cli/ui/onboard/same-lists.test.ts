import { expect, test } from 'vitest';
import { sectors } from '../../../../src/cli/ui/onboard/company-page.ts';
import { mostBytes } from '../../../../src/cli/ui/onboard/paths.ts';
import { roles } from '../../../../src/cli/ui/onboard/user-page.ts';
import { mostUsers } from '../../../../src/cli/ui/onboard/users-check.ts';
import * as company from '../../../../src/kinds/onboarding/entry/read-company.ts';
import * as people from '../../../../src/kinds/onboarding/entry/read-users.ts';
import { mostWorkbookBytes } from '../../../../src/operations/read-workbook.ts';

test('the screen offers what the steps take', () => {
  expect(sectors.map(({ value }) => value)).toEqual(company.sectors);
  expect(roles).toEqual(people.userRoles);
  expect(mostUsers).toBe(people.mostUsers);
  expect(mostBytes).toBe(mostWorkbookBytes);
});
