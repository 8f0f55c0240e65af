import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Message } from '../../../domain/notice.ts';
import { checkTemplate } from '../../../domain/template/check.ts';
import { parseTemplate } from '../../../domain/template/parse.ts';
import { renderTemplate } from '../../../domain/template/render.ts';
import type { Target, Template } from '../../../domain/template/template.ts';
import { RgzError } from '../../../errors/rgz-error.ts';
import type { Looks } from '../../../ports/channel.ts';
import { sampleMessage } from './sample-message.ts';
import { viewOf } from './view.ts';

export interface Rendered {
  html: string;
  text: string;
}

export type Render = (message: Message) => Rendered;

/** Where the looks are, in the package and in a records repository alike. */
const folder = 'templates/messages';

/** Reads `email.html` and `email.txt`, each from the repository's own looks or else rgz's; hears what is wrong in one of the former. */
export async function readLooks(own: Looks, hear: (fault: string) => void): Promise<Render> {
  const read = (name: string, target: Target) => readLook(name, target, own, hear);
  const [html, text] = await Promise.all([read('email.html', 'html'), read('email.txt', 'text')]);
  return (message) => {
    const view = viewOf(message);
    return { html: html(view, message.vital), text: text(view, message.vital) };
  };
}

type RenderView = (view: ReturnType<typeof viewOf>, vital: string | undefined) => string;

async function readLook(name: string, target: Target, own: Looks, hear: (fault: string) => void): Promise<RenderView> {
  const usual = openLook(name, target, await readFile(join(packageRoot(), folder, name), 'utf8'));
  const source = own.get(name);
  if (source === undefined) return (view) => renderTemplate(usual, view);
  try {
    const look = openLook(name, target, source);
    return (view, vital = '') => renderOr(look, usual, view, vital);
  } catch (error) {
    if (!(error instanceof RgzError)) throw error;
    hear(error.message);
    return (view) => renderTemplate(usual, view);
  }
}

function openLook(name: string, target: Target, source: string): Template {
  const template = parseTemplate(`${folder}/${name}`, target, source);
  checkTemplate(template, viewOf(sampleMessage));
  return template;
}

/** A look that makes too much of one message, or leaves the one thing out, must not keep people from hearing of it. */
function renderOr(look: Template, usual: Template, view: ReturnType<typeof viewOf>, vital: string): string {
  try {
    const text = renderTemplate(look, view);
    return text.includes(vital) ? text : renderTemplate(usual, view);
  } catch (error) {
    if (error instanceof RgzError) return renderTemplate(usual, view);
    throw error;
  }
}

/** The folder above this file that holds the looks, in a checkout and in a bundle alike. */
function packageRoot(from = dirname(fileURLToPath(import.meta.url))): string {
  if (existsSync(join(from, folder))) return from;
  const above = dirname(from);
  return above === from ? from : packageRoot(above);
}
