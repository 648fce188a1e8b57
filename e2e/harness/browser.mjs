// One browser for all journeys: starting it costs more than most pages.
import { chromium } from 'playwright-core';
import * as settings from './settings.mjs';

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
  // A page that asks for another host gets nothing, and the walker reports that it asked.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

let running;

export function browser() {
  running ??= chromium.launch({ executablePath: settings.chromium, headless: true, args: FLAGS });
  return running;
}

export async function closeBrowser() {
  const open = await running?.catch(() => undefined);
  running = undefined;
  await open?.close();
}
