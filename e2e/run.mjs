// Runs the harness's own tests and the journeys, one after the other, in one process: they share a browser and a demo.
//   node --test-reporter=spec run.mjs              everything
//   node --test-reporter=spec run.mjs WORD         the files whose names contain WORD ("selftest" for the harness alone)
import { readdir } from 'node:fs/promises';
import { after } from 'node:test';
import { closeBrowser } from './harness/browser.mjs';
import { stopDemo } from './harness/program.mjs';

const word = process.argv[2] ?? '';

async function filesIn(folder) {
  const names = await readdir(new URL(folder, import.meta.url)).catch(() => []);
  return names.filter((name) => name.endsWith('.test.mjs')).sort().map((name) => folder + name);
}

const journeys = await filesIn('./journeys/');
if (journeys.length === 0 && word === '') {
  // Without this a checkout that lost its journeys would be green.
  console.error('there is no journey in e2e/journeys');
  process.exitCode = 1;
}

after(async () => {
  await closeBrowser();
  await stopDemo();
});

const chosen = [...(await filesIn('./selftest/')), ...journeys].filter((path) => path.includes(word));
if (chosen.length === 0) {
  console.error(`no file's name contains "${word}"`);
  process.exitCode = 1;
}
for (const path of chosen) await import(path);
