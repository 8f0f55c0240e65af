import type { Locale } from '../../domain/notice.ts';
import { locales } from '../../domain/notice.ts';
import { plainLine } from '../../domain/plain-text.ts';
import { RgzError } from '../../errors/rgz-error.ts';
import type { Line } from '../../notices/address.ts';
import { replaceTexts, type Texts } from '../../notices/texts.ts';
import type { ChannelSettings, Looks } from '../../ports/channel.ts';
import type { Oid } from '../../ports/git.ts';
import type { OutboxDeps } from './outbox-deps.ts';

/** The channels as one commit has them, and everything that what they tell is made from. */
export interface Script {
  commit: Oid;
  /** The same for commits with the same policy. */
  policy: string;
  channels: ReadonlyMap<string, ChannelSettings>;
  /** Files of the repository in place of rgz's own looks. */
  looks: Looks;
  /** Names the key of one-time codes; undefined where each controller has its own. */
  keyVariable: string | undefined;
  /** Own texts that replace nothing or cannot be read. */
  faults: readonly string[];
  line(name: string, settings: ChannelSettings): Line;
}

const folder = 'templates/messages';
const longestFile = 65_536;

/** Where nothing is configured, whoever watches a controller sees what it would tell. */
const usual: Readonly<Record<string, ChannelSettings>> = { console: { type: 'console' } };

type Reading = Pick<OutboxDeps, 'git' | 'store' | 'looks'>;

/** Reads how a commit wants things told. */
export async function scriptAt(deps: Reading, commit: Oid): Promise<Script> {
  const view = await deps.store.viewAt(commit);
  const [policy, file, config, own, texts] = await Promise.all([
    view.policy(),
    deps.git.find(commit, '.rgz/policy.yaml'),
    view.config(),
    ownFiles(deps, commit),
    ownTexts(deps),
  ]);
  const { link, locale = 'en', channels = usual } = config.notifications ?? {};
  const faults = [...own.faults];
  const replaced = { ...texts };
  for (const each of locales) replaced[each] = await withOwn(deps, each, texts[each], own.looks, faults);
  const { link: signIn, keyVariable } = config.onboarding?.invitations ?? {};
  const speech = { texts: replaced, link, signIn };
  return {
    commit,
    policy: file?.oid ?? '',
    channels: new Map(Object.entries(channels)),
    looks: own.looks,
    keyVariable,
    faults,
    line: (name, settings) => ({ name, settings, policy, speech, locale }),
  };
}

async function withOwn({ store }: Reading, locale: Locale, texts: Texts, own: Looks, faults: string[]): Promise<Texts> {
  const file = `${locale}.yaml`;
  const text = own.get(file);
  if (text === undefined) return texts;
  try {
    const replaced = replaceTexts(texts, await store.read(Buffer.from(text), `${folder}/${file}`));
    faults.push(...replaced.faults.map((pointer) => `${folder}/${file} ${pointer} replaces nothing`));
    return replaced.texts;
  } catch (error) {
    if (!(error instanceof RgzError)) throw error;
    faults.push(`${folder}/${file}: ${error.message}`);
    return texts;
  }
}

async function ownTexts({ looks, store }: Reading): Promise<Record<Locale, Texts>> {
  const files = await looks();
  const read = async (locale: Locale) =>
    (await store.read(Buffer.from(files.get(`${locale}.yaml`) ?? ''), `${locale}.yaml`)) as unknown as Texts;
  return { en: await read('en'), fr: await read('fr') };
}

/** Plain files only that replace one of rgz's, and none that is too long to be meant. */
async function ownFiles({ git, looks }: Reading, commit: Oid): Promise<{ looks: Looks; faults: readonly string[] }> {
  const found = await git.find(commit, folder);
  if (found?.mode !== '40000') return { looks: new Map(), faults: [] };
  const [usual, entries] = await Promise.all([looks(), git.readTree(found.oid)]);
  const own = new Map<string, string>();
  const faults: string[] = [];
  for (const { name, mode, oid } of entries) {
    const path = `${folder}/${plainLine(name)}`;
    if (!usual.has(name)) faults.push(`${path} replaces no file of rgz`);
    else if (!mode.startsWith('100')) faults.push(`${path} is no plain file`);
    else {
      const text = (await git.readBlob(oid)).toString('utf8');
      if (text.length > longestFile) faults.push(`${path} is longer than ${longestFile} characters`);
      else own.set(name, text);
    }
  }
  return { looks: own, faults };
}
