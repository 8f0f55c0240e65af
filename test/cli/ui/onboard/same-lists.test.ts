import { expect, test } from 'vitest';
import { sectors } from '../../../../src/cli/ui/onboard/company-page.ts';
import { mostBytes } from '../../../../src/cli/ui/onboard/paths.ts';
import { roles } from '../../../../src/cli/ui/onboard/user-page.ts';
import { mostUsers } from '../../../../src/cli/ui/onboard/users-check.ts';
import * as entry from '../../../../src/operations/onboarding-entry.ts';
import { mostWorkbookBytes } from '../../../../src/operations/read-workbook.ts';

test('the screen offers what the steps take', () => {
  expect(sectors.map(({ value }) => value)).toEqual(entry.sectors);
  expect(roles).toEqual(entry.userRoles);
  expect(mostUsers).toBe(entry.mostUsers);
  expect(mostBytes).toBe(mostWorkbookBytes);
});
