import type { Rule } from './violation.ts';

/** A room, a single file, Node's own modules, or npm packages (whose owners are listed below). */
type Grant = string | 'node' | 'npm';

export interface Room extends Rule {
  room: string;
  /** Folders end in a slash. The longest fit counts. */
  from: readonly string[];
  may: readonly Grant[];
  /** Rooms of which only `import type` may name something. */
  mayType?: readonly Grant[];
}

const pure = ['errors', 'domain', 'kinds', 'verify', 'reconcile', 'notices'];
const gatherFirst =
  'Gather it in an operation or the controller and hand it in as plain data; declare a port if it comes from outside.';
const stayPure = 'Decisions are made on plain data, so that every one of them can be made again offline and in a test.';

/** Files of domain that decide nothing: what tells JSON apart, and what makes text safe to print. */
const plainDomain = ['src/domain/countries.ts', 'src/domain/json.ts', 'src/domain/plain-text.ts'];

/** The room table. A room may always import itself. */
const rooms: readonly Room[] = [
  {
    rule: 'errors-stand-alone',
    room: 'errors',
    from: ['src/errors/'],
    may: [],
    why: 'Every room throws errors; an error that needs another room makes a cycle of all of them.',
    instead: 'Pass what the message needs as text.',
  },
  {
    rule: 'domain-is-pure',
    room: 'domain',
    from: ['src/domain/'],
    may: ['errors'],
    mayType: ['types'],
    why: stayPure,
    instead: gatherFirst,
  },
  {
    rule: 'kinds-are-pure',
    room: 'kinds',
    from: ['src/kinds/'],
    may: ['errors', 'domain'],
    mayType: ['types'],
    why: stayPure,
    instead: gatherFirst,
  },
  {
    rule: 'verify-is-pure',
    room: 'verify',
    from: ['src/verify/'],
    may: ['errors', 'domain', 'kinds'],
    mayType: ['types'],
    why: 'The same rules run in the CLI, the controller, CI and a hook; they see facts, never where facts come from.',
    instead: gatherFirst,
  },
  {
    rule: 'reconcile-is-pure',
    room: 'reconcile',
    from: ['src/reconcile/'],
    may: ['errors', 'domain', 'kinds', 'verify'],
    mayType: ['types'],
    why: 'A plan is a value made of a snapshot and a time; one performer carries it out.',
    instead: 'Return an effect and let the controller perform it.',
  },
  {
    rule: 'notices-are-pure',
    room: 'notices',
    from: ['src/notices/'],
    may: ['errors', 'domain', 'kinds'],
    mayType: ['types'],
    why: 'What is told, and to whom, follows from the history; who tells it again tells the same.',
    instead: 'Return what is to be told and let the controller deliver it.',
  },
  {
    rule: 'ports-import-types',
    room: 'ports',
    from: ['src/ports/'],
    may: [],
    mayType: ['errors', 'domain', 'types', 'node'],
    why: 'A port says what is needed; it must cost nothing and tie nobody to one way of doing it.',
    instead: 'Use `import type`, and put code in the adapter or in domain.',
  },
  {
    rule: 'operations-know-no-outside',
    room: 'operations',
    from: ['src/operations/'],
    may: [...pure, 'ports'],
    mayType: ['types'],
    why: 'One user intent is the same on the command line, over HTTP and in a test with fakes.',
    instead: 'Take what you need as a port in `deps`; src/app.ts puts the adapter in.',
  },
  {
    rule: 'controller-knows-no-outside',
    room: 'controller',
    from: ['src/controller/'],
    may: [...pure, 'ports', 'operations'],
    mayType: ['types'],
    why: 'The loop is tested against fakes with a clock of their own; it may not know what is behind a port.',
    instead: 'Take what you need as a port; src/app.ts puts the adapter in.',
  },
  {
    rule: 'adapters-serve-ports',
    room: 'adapters',
    from: ['src/adapters/'],
    may: ['ports', 'domain', 'errors', 'node', 'npm'],
    mayType: ['types'],
    why: 'An adapter does I/O for one port; what is decided, and who asks, is none of its business.',
    instead: 'Take what you need as an argument from src/app.ts, or move the decision to domain.',
  },
  {
    rule: 'schemas-own-validators',
    room: 'schemas',
    from: ['src/adapters/schemas/'],
    may: ['ports', 'domain', 'errors', 'node', 'npm', 'adapters', 'validators'],
    mayType: ['types'],
    why: 'One adapter runs the generated validators, so that every problem is worded in one place.',
    instead: 'Take the `CheckSchema` port.',
  },
  {
    rule: 'time-owns-calendars',
    room: 'calendar',
    from: ['src/adapters/time/'],
    may: ['ports', 'domain', 'errors', 'node', 'npm'],
    mayType: ['types'],
    why: 'One adapter knows zones and recurrences; it reads what the policy says, and decides nothing.',
    instead: 'Take the `FreezeCalendarSource` port.',
  },
  {
    rule: 'api-over-operations',
    room: 'api',
    from: ['src/api/'],
    may: ['operations', 'controller', 'app', 'errors', 'settings', 'node', 'npm', ...plainDomain],
    mayType: ['domain', 'ports', 'types'],
    why: 'A route is a thin skin over the same operation the command line uses.',
    instead: 'Call an operation; let it return what the route shows.',
  },
  {
    rule: 'cli-over-operations',
    room: 'cli',
    from: ['src/cli/', 'src/main.ts'],
    may: ['operations', 'controller', 'app', 'api', 'errors', 'settings', 'ui', 'node', 'npm', ...plainDomain],
    mayType: ['domain', 'ports', 'types'],
    why: 'A command is a thin skin over an operation: flags in, words out.',
    instead: 'Call an operation; let it return what the command shows.',
  },
  {
    rule: 'ui-draws-props',
    room: 'ui',
    from: ['src/cli/ui/'],
    may: ['npm', ...plainDomain],
    mayType: ['domain', 'types'],
    why: 'A component takes props and gives a frame, so that a test needs no repository to see it.',
    instead: 'Pass data and callbacks as props from the command.',
  },
  {
    rule: 'settings-stand-alone',
    room: 'settings',
    from: ['src/settings.ts'],
    may: ['errors'],
    why: 'Settings are read before anything else exists.',
    instead: 'Return plain values and let src/app.ts build from them.',
  },
  {
    rule: 'app-composes',
    room: 'app',
    from: [
      'src/app.ts',
      'src/init-app.ts',
      'src/check-app.ts',
      'src/hook-app.ts',
      'src/controller-app.ts',
      'src/probe-app.ts',
      'src/walk-thread.ts',
      'src/import-thread.ts',
      'src/import-apart.ts',
    ],
    may: [...pure, 'ports', 'operations', 'controller', 'adapters', 'schemas', 'calendar', 'settings', 'node'],
    mayType: ['types'],
    why: 'The composition root puts adapters behind ports for whoever calls; it knows no caller, and owns no package.',
    instead: 'Let cli/ and api/ import src/app.ts, and let an adapter import the package.',
  },
];

/** Generated code: rooms that are imported and never judged. */
const generated: readonly { room: string; from: string }[] = [
  { room: 'types', from: 'src/generated/types/' },
  { room: 'validators', from: 'src/generated/validators.js' },
];

export interface Compartments extends Rule {
  from: string;
  /** Folders that all the others may import. */
  open: readonly string[];
  /** Files that name every folder. */
  lists: readonly string[];
}

/** Rooms whose folders know nothing of one another. */
const compartments: readonly Compartments[] = [
  {
    rule: 'kinds-apart',
    from: 'src/kinds/',
    open: [],
    lists: ['src/kinds/index.ts'],
    why: 'A kind can be added, changed or removed by its own folder and one line in the list.',
    instead: 'Move what two kinds share to src/domain.',
  },
  {
    rule: 'adapters-apart',
    from: 'src/adapters/',
    open: ['http'],
    lists: [],
    why: 'A technology can be replaced without touching another.',
    instead: 'Take the other one as a port, put in by src/app.ts.',
  },
];

interface Late extends Rule {
  room: string;
}

/** Rooms that other rooms load with `import()` only, when they are needed. */
const late: readonly Late[] = [
  {
    rule: 'ui-is-loaded-late',
    room: 'ui',
    why: 'Drawing takes longer to load than most commands take to run; plain output never waits for it.',
    instead: 'Write `await import()` where something is drawn; `import type` is free.',
  },
  {
    rule: 'calendars-are-loaded-late',
    room: 'calendar',
    why: 'Most repositories have no freeze, and most commands ask for none.',
    instead: 'Call `load()` of the `FreezeCalendarSource` port where a freeze is read.',
  },
  {
    rule: 'api-is-loaded-late',
    room: 'api',
    why: 'A server takes longer to load than most commands take to run, and only who asks to listen needs one.',
    instead: 'Write `await import()` where something is served; `import type` is free.',
  },
];

/** One owner folder for each npm package that src uses. */
const packages: readonly { name: string; owner: string }[] = [
  { name: 'temporal-polyfill', owner: 'src/adapters/time/' },
  { name: 'croner', owner: 'src/adapters/time/' },
  { name: 'yaml', owner: 'src/adapters/yaml/' },
  { name: 'commander', owner: 'src/cli/' },
  { name: 'ink', owner: 'src/cli/ui/' },
  { name: 'react', owner: 'src/cli/ui/' },
  { name: 'undici', owner: 'src/adapters/http/' },
  { name: 'aws4fetch', owner: 'src/adapters/evidence/s3/' },
  { name: 'chokidar', owner: 'src/adapters/watch/' },
  { name: 'nodemailer', owner: 'src/adapters/notifiers/email/' },
  { name: 'pg', owner: 'src/adapters/deployers/postgres/' },
  { name: '@platformatic/kafka', owner: 'src/adapters/notifiers/kafka/' },
  { name: 'libphonenumber-js', owner: 'src/adapters/phones/' },
  { name: 'hucre', owner: 'src/adapters/workbook/' },
  { name: 'yauzl', owner: 'src/adapters/workbook/' },
  { name: 'pino', owner: 'src/adapters/log/' },
  { name: 'fastify', owner: 'src/api/' },
  { name: 'prom-client', owner: 'src/api/' },
];

interface Ban extends Rule {
  /** Rooms, or path beginnings that end in a slash. */
  in: readonly string[];
  except?: readonly string[];
  pattern: RegExp;
  /** Modules that would bring the same thing in. */
  modules?: readonly string[];
}

/** What may not be written, looked for outside comments and strings. */
const bans: readonly Ban[] = [
  {
    rule: 'pure-is-synchronous',
    in: pure,
    pattern: /(?<![.\w$])(?:async|await|Promise)\b/,
    why: 'A decision that waits sees a world that changes under it.',
    instead: gatherFirst,
  },
  {
    rule: 'pure-has-no-clock',
    in: pure,
    pattern:
      /\bDate\s*\.\s*now\b|\bnew\s+Date\b(?!\s*\(\s*[^\s)])|(?<!new\s+)(?<![.\w$])Date\s*\(|\bTemporal\s*\.\s*Now\b|(?<![.\w$])performance\s*\./,
    why: 'One reading of the clock holds for a whole pass, or two gates could disagree.',
    instead: 'Take `now` as an argument.',
  },
  {
    rule: 'pure-has-no-chance',
    in: pure,
    pattern: /\bMath\s*\.\s*random\b|(?<![.\w$])(?:globalThis\s*\.\s*)?crypto\s*\./,
    why: 'The same facts give the same decision, on every machine and every day.',
    instead: 'Take the id or the jitter as an argument.',
  },
  {
    rule: 'pure-sees-no-surroundings',
    in: pure,
    pattern: /(?<![.\w$])(?:globalThis\b|console\s*\.|set(?:Timeout|Interval|Immediate)\b|queueMicrotask\b|fetch\s*\()/,
    why: stayPure,
    instead: gatherFirst,
  },
  {
    rule: 'process-in-settings-only',
    in: ['src/'],
    except: ['src/settings.ts'],
    pattern: /(?<![.\w$#])process(?=\s*(?:\??\.\s*[\w$]|\[|[),;\n}]))|\bglobalThis\s*\.\s*process\b/,
    modules: ['process', 'node:process'],
    why: 'What the surroundings may change is readable in one file, and tests can set it without touching the process.',
    instead: 'Read it in src/settings.ts; in the command line take streams and signals as arguments.',
  },
  {
    rule: 'fakes-are-data',
    in: ['test/'],
    pattern: /\bvi\s*\.\s*(?:mock|doMock|hoisted)\b/,
    why: 'A replaced module proves nothing of the real one.',
    instead: 'Write a fake that passes the contract suite of its port.',
  },
];

/** Rules with no data of their own beyond a limit or a list. */
const others = {
  everyFileHasARoom: {
    rule: 'every-file-has-a-room',
    why: 'A file outside the table is held to nothing.',
    instead: 'Move it to a room, or add a row to the table.',
  },
  importsStayInside: {
    rule: 'imports-stay-inside',
    why: 'The bundle is made from src; what lies elsewhere is not there when it runs.',
    instead: 'Generate it into src/generated, or read it as a file in an adapter.',
  },
  importsAreLiteral: {
    rule: 'imports-are-literal',
    why: 'The bundler and this test can only follow an import that is written out.',
    instead: 'Write one `import()` with a quoted path for each case.',
  },
  portsHaveNoCode: {
    rule: 'ports-have-no-code',
    why: 'A port that runs is an adapter.',
    instead: 'Leave interfaces and types; move the code to domain or an adapter.',
  },
  packageOwner: {
    rule: 'package-has-one-owner',
    why: 'A package behind one folder can be replaced, and its quirks are known in one place.',
    instead: 'Use it through the port of its owner, or add its row (and a line in docs/adr/0004) if it is new.',
  },
  packageUnused: {
    rule: 'package-row-unused',
    why: 'A row nobody needs hides that a package can go.',
    instead: 'Remove the row, and the package from package.json.',
  },
  noCycles: {
    rule: 'no-cycles',
    why: 'Files in a cycle can only be read, tested and moved together.',
    instead: 'Move what they share to a third file.',
  },
  fileSize: {
    rule: 'file-size',
    limit: 300,
    why: 'A file that does not fit in the head gathers what belongs elsewhere.',
    instead: 'Split it by what changes for different reasons.',
  },
  medianSize: {
    rule: 'median-size',
    limit: 70,
    why: 'Most files are small, so that most changes are.',
    instead: 'Split the files that have more than one thing to say.',
  },
  ninetiethSize: {
    rule: 'ninetieth-percentile-size',
    limit: 180,
    why: 'Large files are the exception.',
    instead: 'Split the largest ones.',
  },
  names: {
    rule: 'names-say-what',
    never: ['util', 'utils', 'helper', 'helpers', 'common', 'misc', 'shared', 'lib'],
    why: 'A drawer for everything is where nobody looks.',
    instead: 'Name it after what it does, and put it beside what uses it.',
  },
  unusedExemption: {
    rule: 'exemption-unused',
    why: 'An exemption outlives its reason unless somebody takes it away.',
    instead: 'Remove it.',
  },
} as const satisfies Record<string, Rule & { limit?: number; never?: readonly string[] }>;

interface Exemption {
  rule: string;
  file: string;
  reason: string;
}

const exemptions: readonly Exemption[] = [];

export const house = { rooms, generated, compartments, late, packages, bans, others, exemptions };
export type House = typeof house;
