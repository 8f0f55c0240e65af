import { isIP } from 'node:net';
import { RgzError } from '../../errors/rgz-error.ts';
import type { ProbeSettings } from '../../ports/probe.ts';

// The readers throw `input.invalid`, whose message becomes the reason of a probe that failed.

export function textIn(settings: ProbeSettings, name: string): string {
  const value = optionalText(settings, name);
  if (value === undefined) throw wrong(`${name} is not given`);
  return value;
}

export function optionalText(settings: ProbeSettings, name: string): string | undefined {
  const value = Object.hasOwn(settings, name) ? settings[name] : undefined;
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'object') throw wrong(`${name} is a list, and one value is needed`);
  const text = String(value);
  if (/[\u0000-\u001f\u007f]/.test(text)) throw wrong(`${name} holds a control character`);
  return text;
}

/** A name or an address. What begins with a dash, or holds a blank, could be read as something else by a program. */
export function hostIn(settings: ProbeSettings, name = 'host'): string {
  return soundHost(textIn(settings, name), name);
}

export function soundHost(host: string, name: string): string {
  if (isIP(host) !== 0) return host;
  if (/^(?=.{1,253}$)[A-Za-z0-9_][A-Za-z0-9_-]{0,62}(\.[A-Za-z0-9_][A-Za-z0-9_-]{0,62})*\.?$/.test(host)) return host;
  throw wrong(`${name} is ${JSON.stringify(host.slice(0, 80))}, which is no name or address of a host`);
}

export function portIn(settings: ProbeSettings, standard?: number): number {
  if (standard === undefined) return portIn({ port: textIn(settings, 'port') }, 1);
  return numberIn(settings, 'port', { standard, least: 1, most: 65_535 });
}

/** A whole number. A text that is one counts too, for parameters are texts. */
export function numberIn(
  settings: ProbeSettings,
  name: string,
  { standard, least, most }: { standard: number; least: number; most: number },
): number {
  const text = optionalText(settings, name) ?? String(standard);
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw wrong(`${name} is ${JSON.stringify(text.slice(0, 80))}, and has to be a whole number from ${least} to ${most}`);
}

export function flagIn(settings: ProbeSettings, name: string): boolean {
  const text = optionalText(settings, name) ?? 'false';
  if (text === 'true' || text === 'false') return text === 'true';
  throw wrong(`${name} has to be true or false`);
}

export function listIn(settings: ProbeSettings, name: string): readonly string[] {
  const value = Object.hasOwn(settings, name) ? settings[name] : undefined;
  if (value === undefined) return [];
  if (typeof value !== 'object') throw wrong(`${name} has to be a list of texts`);
  if (value.some((each) => each.includes('\0'))) throw wrong(`${name} holds a zero byte`);
  return value;
}

/** Of HTTP, to a sound host, and without a password: those do not belong in a template. */
export function urlIn(settings: ProbeSettings, name = 'url'): URL {
  const text = textIn(settings, name);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol))
    throw wrong(`${name} is ${JSON.stringify(text.slice(0, 80))}, which is no address that begins with http`);
  if (url.username !== '' || url.password !== '') throw wrong(`${name} holds a name or password, and must not`);
  soundHost(url.hostname.replace(/^\[(.*)\]$/, '$1'), name);
  return url;
}

export function wrong(message: string): RgzError {
  return new RgzError('input.invalid', message);
}
