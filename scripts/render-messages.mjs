#!/usr/bin/env node
// Draws the golden mails to docs/messages with Chromium: npm run docs:images
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { smallPng } from './small-png.mjs';

const top = fileURLToPath(new URL('../', import.meta.url));
const golden = join(top, 'test/adapters/notifiers/email/golden');
const pictures = join(top, 'docs/messages');
const largest = 60_000;

/** Each picture: the golden file, the width of the window, and whether the reader likes it dark. */
const wanted = [
  ...['ask', 'good', 'bad', 'info', 'digest'].map((name) => ({ file: `${name}-en`, width: 640 })),
  { file: 'ask-fr', width: 640 },
  { file: 'invite-en', width: 640 },
  { file: 'invite-fr', width: 360 },
  { file: 'bad-en', width: 640, dark: true },
  { file: 'ask-en', width: 360 },
];

/** Speaks the DevTools protocol over two pipes; each message ends with a zero byte. */
function openBrowser(profile) {
  const flags = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    '--disable-lcd-text',
    '--remote-debugging-pipe',
  ];
  const browser = spawn('chromium', [...flags, `--user-data-dir=${profile}`, '--font-render-hinting=none'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const waiting = new Map();
  let rest = '';
  let last = 0;
  browser.stdio[4].setEncoding('utf8').on('data', (chunk) => {
    const messages = (rest + chunk).split('\0');
    rest = messages.pop() ?? '';
    for (const { id, result, error } of messages.map((each) => JSON.parse(each))) {
      const call = waiting.get(id);
      waiting.delete(id);
      if (error === undefined) call?.resolve(result);
      else call?.reject(new Error(error.message));
    }
  });
  const gone = new Promise((resolve, reject) => {
    browser.on('error', () => reject(new Error('chromium is not here: install it, e.g. apt-get install chromium')));
    browser.on('exit', () => resolve(undefined));
  });
  const ask = (method, params = {}, sessionId = undefined) =>
    Promise.race([
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        browser.stdio[3].write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
      }),
      gone.then(() => {
        throw new Error(`chromium ended before it answered ${method}`);
      }),
    ]);
  const close = async () => {
    browser.stdio[3].write(`${JSON.stringify({ id: last + 1, method: 'Browser.close' })}\0`);
    await gone;
  };
  return { ask, close };
}

async function draw(browser, { file, width, dark = false }) {
  const { targetId } = await browser.ask('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await browser.ask('Target.attachToTarget', { targetId, flatten: true });
  const ask = (method, params) => browser.ask(method, params, sessionId);
  const metrics = { width, height: 600, deviceScaleFactor: 1, mobile: width < 500 };
  await ask('Emulation.setDeviceMetricsOverride', metrics);
  const features = [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }];
  await ask('Emulation.setEmulatedMedia', { media: 'screen', features });
  await ask('Page.enable');
  await ask('Page.navigate', { url: pathToFileURL(join(golden, `${file}.html`)).href });
  const loaded = 'new Promise((done) => document.readyState === "complete" ? done() : addEventListener("load", done))';
  await ask('Runtime.evaluate', { expression: loaded, awaitPromise: true });
  const { result } = await ask('Runtime.evaluate', {
    expression: 'JSON.stringify([document.documentElement.scrollWidth, document.body.offsetHeight])',
  });
  const [wide, height] = JSON.parse(result.value);
  if (wide > width) throw new Error(`${file} is ${wide} pixels wide in a window of ${width}`);
  const clip = { x: 0, y: 0, width, height, scale: 1 };
  const { data } = await ask('Page.captureScreenshot', { format: 'png', clip, captureBeyondViewport: true });
  await browser.ask('Target.closeTarget', { targetId });
  const name = `${file}${dark ? '-dark' : ''}${width === 640 ? '' : `-${width}`}.png`;
  const bytes = smallPng(Buffer.from(data, 'base64'));
  if (bytes.length > largest) throw new Error(`${name} has ${bytes.length} bytes, and may have ${largest}`);
  writeFileSync(join(pictures, name), bytes);
  console.log(`${name} ${width} x ${height}, ${bytes.length} bytes`);
}

const profile = mkdtempSync(join(tmpdir(), 'rgz-pictures-'));
mkdirSync(pictures, { recursive: true });
const browser = openBrowser(profile);
try {
  for (const picture of wanted) await draw(browser, picture);
  await browser.close();
} finally {
  rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}
