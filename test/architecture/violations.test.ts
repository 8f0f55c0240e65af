import { describe, expect, test } from 'vitest';
import { judge } from './judge.ts';
import { type House, house } from './rules.ts';
import type { Rule } from './violation.ts';
import { show } from './violation.ts';

type Files = Record<string, string>;

/** The house without rows that only the whole of src can use. */
const empty: House = { ...house, packages: [], exemptions: [] };
const judged = (files: Files, rules: House = empty) => judge(rules, new Map(Object.entries(files)));
const lines = (count: number) => '// a line\n'.repeat(count);
const importing = (path: string, statement: string): Files => ({ [path]: `// first line\n${statement}\n` });

const others = house.others;
const ruleRows: readonly Rule[] = [
  ...house.rooms,
  ...house.compartments,
  ...house.late,
  ...house.bans,
  ...Object.values(others),
];

interface Plant {
  files: Files;
  house?: House;
  /** Where the first violation is found. */
  at: string;
}

const owning = (...packages: House['packages']): House => ({ ...empty, packages });

const plants: Record<string, readonly Plant[]> = {
  'errors-stand-alone': [
    { files: importing('src/errors/a.ts', "import { x } from '../domain/x.ts';"), at: 'src/errors/a.ts:2' },
  ],
  'domain-is-pure': [
    { files: importing('src/domain/a.ts', "import { readFileSync } from 'node:fs';"), at: 'src/domain/a.ts:2' },
    { files: importing('src/domain/a.ts', "import fs from 'fs';"), at: 'src/domain/a.ts:2' },
    { files: importing('src/domain/a.ts', "import { parse } from 'yaml';"), at: 'src/domain/a.ts:2' },
    { files: importing('src/domain/a.ts', "import type { Kind } from '../kinds/index.ts';"), at: 'src/domain/a.ts:2' },
    {
      files: importing('src/domain/a.ts', "import { Policy } from '../generated/types/policy.v1.ts';"),
      at: 'src/domain/a.ts:2',
    },
    { files: importing('src/domain/a.ts', "export * from '../ports/git.ts';"), at: 'src/domain/a.ts:2' },
    {
      files: importing('src/domain/a.ts', "import {\n  type Tip,\n} from '../ports/git.ts';"),
      at: 'src/domain/a.ts:2',
    },
  ],
  'kinds-are-pure': [
    {
      files: importing('src/kinds/promotion/a.ts', "import { check } from '../../verify/check.ts';"),
      at: 'src/kinds/promotion/a.ts:2',
    },
  ],
  'verify-is-pure': [
    { files: importing('src/verify/a.ts', "import { plan } from '../reconcile/plan.ts';"), at: 'src/verify/a.ts:2' },
  ],
  'reconcile-is-pure': [
    {
      files: importing('src/reconcile/a.ts', "import type { Clock } from '../ports/clock.ts';"),
      at: 'src/reconcile/a.ts:2',
    },
  ],
  'notices-are-pure': [
    {
      files: importing('src/notices/a.ts', "import { plan } from '../reconcile/plan.ts';"),
      at: 'src/notices/a.ts:2',
    },
  ],
  'ports-import-types': [
    {
      files: importing('src/ports/a.ts', "import { canonical } from '../domain/canonical.ts';"),
      at: 'src/ports/a.ts:2',
    },
    { files: importing('src/ports/a.ts', "import type { Document } from 'yaml';"), at: 'src/ports/a.ts:2' },
  ],
  'operations-know-no-outside': [
    {
      files: importing('src/operations/a.ts', "import { openGit } from '../adapters/git/index.ts';"),
      at: 'src/operations/a.ts:2',
    },
    {
      files: importing('src/operations/a.ts', "const { render } = await import('../cli/render.ts');"),
      at: 'src/operations/a.ts:2',
    },
    { files: importing('src/operations/a.ts', "import { Command } from 'commander';"), at: 'src/operations/a.ts:2' },
  ],
  'controller-knows-no-outside': [
    { files: importing('src/controller/a.ts', "import '../api/routes.ts';"), at: 'src/controller/a.ts:2' },
  ],
  'adapters-serve-ports': [
    {
      files: importing('src/adapters/git/a.ts', "import { kinds } from '../../kinds/index.ts';"),
      at: 'src/adapters/git/a.ts:2',
    },
    {
      files: importing('src/adapters/git/a.ts', "import * as all from '../../generated/validators.js';"),
      at: 'src/adapters/git/a.ts:2',
    },
  ],
  'schemas-own-validators': [
    {
      files: importing('src/adapters/schemas/a.ts', "import { act } from '../../operations/act.ts';"),
      at: 'src/adapters/schemas/a.ts:2',
    },
  ],
  'time-owns-calendars': [
    {
      files: importing('src/adapters/time/a.ts', "import { act } from '../../operations/act.ts';"),
      at: 'src/adapters/time/a.ts:2',
    },
  ],
  'api-over-operations': [
    { files: importing('src/api/a.ts', "import { openGit } from '../adapters/git/index.ts';"), at: 'src/api/a.ts:2' },
  ],
  'cli-over-operations': [
    { files: importing('src/cli/a.ts', "import { decide } from '../domain/decide.ts';"), at: 'src/cli/a.ts:2' },
    {
      files: importing('src/cli/a.ts', "import { actions } from '../kinds/promotion/actions.ts';"),
      at: 'src/cli/a.ts:2',
    },
    { files: importing('src/main.ts', "import { openGit } from './adapters/git/index.ts';"), at: 'src/main.ts:2' },
  ],
  'ui-draws-props': [
    {
      files: importing('src/cli/ui/a.tsx', "import { act } from '../../operations/act.ts';"),
      at: 'src/cli/ui/a.tsx:2',
    },
    { files: importing('src/cli/ui/a.tsx', "import { EOL } from 'node:os';"), at: 'src/cli/ui/a.tsx:2' },
  ],
  'settings-stand-alone': [
    { files: importing('src/settings.ts', "import { app } from './app.ts';"), at: 'src/settings.ts:2' },
  ],
  'app-composes': [
    { files: importing('src/app.ts', "import { main } from './cli/main.ts';"), at: 'src/app.ts:2' },
    { files: importing('src/app.ts', "import { parse } from 'yaml';"), at: 'src/app.ts:2' },
  ],
  'kinds-apart': [
    {
      files: importing('src/kinds/promotion/a.ts', "import { b } from '../checklist/b.ts';"),
      at: 'src/kinds/promotion/a.ts:2',
    },
    {
      files: importing('src/kinds/promotion/a.ts', "import { kinds } from '../index.ts';"),
      at: 'src/kinds/promotion/a.ts:2',
    },
  ],
  'adapters-apart': [
    {
      files: importing('src/adapters/records/a.ts', "import { git } from '../git/index.ts';"),
      at: 'src/adapters/records/a.ts:2',
    },
    { files: importing('src/adapters/a.ts', "import { git } from './git/index.ts';"), at: 'src/adapters/a.ts:2' },
  ],
  'ui-is-loaded-late': [
    { files: importing('src/cli/a.ts', "import { draw } from './ui/draw.tsx';"), at: 'src/cli/a.ts:2' },
  ],
  'calendars-are-loaded-late': [
    {
      files: importing('src/app.ts', "import { freezeCalendar } from './adapters/time/index.ts';"),
      at: 'src/app.ts:2',
    },
  ],
  'api-is-loaded-late': [
    { files: importing('src/cli/a.ts', "import { serve } from '../api/serve.ts';"), at: 'src/cli/a.ts:2' },
  ],
  'pure-is-synchronous': [
    { files: importing('src/domain/a.ts', 'export async function read() {}'), at: 'src/domain/a.ts:2' },
    { files: importing('src/errors/a.ts', 'export type Later = Promise<void>;'), at: 'src/errors/a.ts:2' },
    { files: importing('src/kinds/index.ts', 'const list = await found;'), at: 'src/kinds/index.ts:2' },
  ],
  'pure-has-no-clock': [
    { files: importing('src/verify/a.ts', 'const now = Date.now();'), at: 'src/verify/a.ts:2' },
    { files: importing('src/verify/a.ts', 'const now = new Date();'), at: 'src/verify/a.ts:2' },
    { files: importing('src/verify/a.ts', 'const now = new Date;'), at: 'src/verify/a.ts:2' },
    { files: importing('src/verify/a.ts', 'const now = Date();'), at: 'src/verify/a.ts:2' },
    { files: importing('src/verify/a.ts', 'const now = performance.now();'), at: 'src/verify/a.ts:2' },
  ],
  'pure-has-no-chance': [
    { files: importing('src/reconcile/a.ts', 'const jitter = Math.random();'), at: 'src/reconcile/a.ts:2' },
    { files: importing('src/reconcile/a.ts', 'const id = crypto.randomUUID();'), at: 'src/reconcile/a.ts:2' },
  ],
  'pure-sees-no-surroundings': [
    { files: importing('src/domain/a.ts', 'setTimeout(go, 10);'), at: 'src/domain/a.ts:2' },
    { files: importing('src/domain/a.ts', "console.log('here');"), at: 'src/domain/a.ts:2' },
    { files: importing('src/domain/a.ts', 'const all = globalThis;'), at: 'src/domain/a.ts:2' },
    { files: importing('src/domain/a.ts', 'fetch(url);'), at: 'src/domain/a.ts:2' },
  ],
  'process-in-settings-only': [
    { files: importing('src/operations/a.ts', 'const home = process.env.HOME;'), at: 'src/operations/a.ts:2' },
    { files: importing('src/domain/a.ts', "const home = process['env'];"), at: 'src/domain/a.ts:2' },
    {
      files: importing('src/adapters/git/a.ts', `const here = \`at \${process.cwd()}\`;`),
      at: 'src/adapters/git/a.ts:2',
    },
    { files: importing('src/main.ts', 'run(process);'), at: 'src/main.ts:2' },
    { files: importing('src/app.ts', "import { env } from 'node:process';"), at: 'src/app.ts:2' },
  ],
  'fakes-are-data': [{ files: importing('test/a.test.ts', "vi.mock('../src/app.ts');"), at: 'test/a.test.ts:2' }],
  'every-file-has-a-room': [{ files: importing('src/extras/a.ts', ''), at: 'src/extras/a.ts:1' }],
  'imports-stay-inside': [
    { files: importing('src/cli/a.ts', "import manifest from '../../package.json';"), at: 'src/cli/a.ts:2' },
  ],
  'imports-are-literal': [
    { files: importing('src/cli/a.ts', 'const command = await import(name);'), at: 'src/cli/a.ts:2' },
  ],
  'ports-have-no-code': [
    { files: importing('src/ports/a.ts', 'export const limit = 3;'), at: 'src/ports/a.ts:2' },
    { files: importing('src/ports/a.ts', 'export enum Mode {\n  On,\n}'), at: 'src/ports/a.ts:2' },
  ],
  'package-has-one-owner': [
    { files: importing('src/adapters/git/a.ts', "import leftPad from 'left-pad';"), at: 'src/adapters/git/a.ts:2' },
    {
      files: { 'src/adapters/git/a.ts': "import { parse } from 'yaml/util';\n" },
      house: owning({ name: 'yaml', owner: 'src/adapters/yaml/' }),
      at: 'src/adapters/git/a.ts:1',
    },
    {
      files: { 'src/cli/ui/a.tsx': "import type { Command } from 'commander';\n" },
      house: owning({ name: 'commander', owner: 'src/cli/' }),
      at: 'src/cli/ui/a.tsx:1',
    },
  ],
  'package-row-unused': [
    { files: {}, house: owning({ name: 'yaml', owner: 'src/adapters/yaml/' }), at: 'src/adapters/yaml/:1' },
  ],
  'no-cycles': [
    {
      files: { 'src/domain/a.ts': "import './b.ts';\n", 'src/domain/b.ts': "\nimport type { A } from './a.ts';\n" },
      at: 'src/domain/b.ts:2',
    },
    { files: { 'src/domain/a.ts': "import './a.ts';\n" }, at: 'src/domain/a.ts:1' },
  ],
  'file-size': [
    {
      files: { 'src/domain/a.ts': lines(301), 'src/domain/b.ts': '', 'src/domain/c.ts': '', ...tenSmall() },
      at: 'src/domain/a.ts:301',
    },
  ],
  'median-size': [{ files: { 'src/domain/a.ts': lines(71) }, at: 'src/domain/a.ts:1' }],
  'ninetieth-percentile-size': [
    {
      files: { 'src/domain/a.ts': lines(181), 'src/domain/b.ts': lines(10), 'src/domain/c.ts': lines(10) },
      at: 'src/domain/a.ts:1',
    },
  ],
  'names-say-what': [
    { files: { 'src/domain/utils.ts': '' }, at: 'src/domain/utils.ts:1' },
    { files: { 'src/domain/lib/a.ts': '' }, at: 'src/domain/lib/a.ts:1' },
    { files: { 'test/helpers.test.ts': '' }, at: 'test/helpers.test.ts:1' },
  ],
  'exemption-unused': [
    {
      files: {},
      house: { ...empty, exemptions: [{ rule: 'file-size', file: 'src/a.ts', reason: 'Gone by now.' }] },
      at: 'src/a.ts:1',
    },
  ],
};

function tenSmall(): Files {
  return Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`src/domain/small-${index}.ts`, '']));
}

test('every rule has a planted violation, and every plant a rule', () => {
  expect(Object.keys(plants).sort()).toEqual(ruleRows.map(({ rule }) => rule).sort());
});

describe.each(ruleRows)('$rule', ({ rule, why, instead }) => {
  test.each(plants[rule] ?? [])('fires at $at', ({ files, house: rules, at }) => {
    const found = judged(files, rules);
    expect([...new Set(found.map((each) => each.rule))]).toEqual([rule]);
    const text = show(found[0] as (typeof found)[number]);
    expect(text.startsWith(`${at} `)).toBe(true);
    expect(text).toContain(`[${rule}]`);
    expect(text).toContain(why);
    expect(text).toContain(`instead: ${instead}`);
  });
});

describe('an exemption', () => {
  const files = importing('src/domain/a.ts', 'const now = Date.now();');
  const exempted = (reason: string): House => ({
    ...empty,
    exemptions: [{ rule: 'pure-has-no-clock', file: 'src/domain/a.ts', reason }],
  });

  test('with a reason silences its rule in its file', () => {
    expect(judged(files, exempted('Only until the clock is handed in.'))).toEqual([]);
  });

  test('without a reason silences nothing', () => {
    expect(judged(files, exempted('')).map(({ rule }) => rule)).toEqual(['pure-has-no-clock', 'exemption-unused']);
  });
});

test('what the house allows is not reported', () => {
  const files: Files = {
    'src/errors/rgz-error.ts': 'export class RgzError extends Error {}\n',
    'src/domain/policy.ts': [
      "import type { Policy } from '../generated/types/policy.v1.ts';",
      "import { RgzError } from '../errors/rgz-error.ts';",
      '// Date.now() and await are only mentioned here: import fs from "node:fs";',
      `const words = "await Math.random()"; const more = \`process.env \${words} new Date()\`;`,
      'const at = new Date(now); const slash = /process.env[/]"/; const half = a / b;',
      'const state = { process: 1 }; state.process; const days = performanceTests;',
      '',
    ].join('\n'),
    'src/generated/types/policy.v1.ts': 'export interface Policy {}\n',
    'src/kinds/promotion/index.ts': "import { policy } from '../../domain/policy.ts';\n",
    'src/kinds/index.ts': "import { promotion } from './promotion/index.ts';\n",
    'src/ports/git.ts':
      "import type { Readable } from 'node:stream';\nexport interface Git { read(): Promise<Readable> }\n",
    'src/adapters/http/index.ts': 'export const http = 1;\n',
    'src/adapters/github/index.ts': "import { http } from '../http/index.ts';\nimport { join } from 'node:path';\n",
    'src/adapters/schemas/index.ts': "import * as validators from '../../generated/validators.js';\n",
    'src/settings.ts': 'export const home = process.env.HOME;\n',
    'src/app.ts': "import { home } from './settings.ts';\nimport { http } from './adapters/http/index.ts';\n",
    'src/cli/show.ts':
      "import type { Policy } from '../domain/policy.ts';\nconst { draw } = await import('./ui/draw.tsx');\n",
    'src/cli/ui/draw.tsx': "import { Text } from 'ink';\nexport const draw = () => <Text>don't await</Text>;\n",
    'src/main.ts': "import { home } from './settings.ts';\nexport const main = () => import('./cli/show.ts');\n",
    'test/plan.test.ts': "const text = `vi.mock('x')`;\n",
  };
  expect(judged(files, owning({ name: 'ink', owner: 'src/cli/ui/' })).map(show)).toEqual([]);
});
