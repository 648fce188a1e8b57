import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { demo } from '../harness/program.mjs';
import { signedIn } from './answering.mjs';

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const domain = (name) => file(`../../crates/domain/tests/fixtures/${name}.json`);

/** One file a shape, with the children and adults of the case, as anybody can count them in it. */
const INVENTED = [
  { path: domain('newer'), children: 2, adults: 3 },
  { path: domain('older'), children: 1, adults: 3 },
  { path: domain('answered'), children: 1, adults: 3 },
  { path: file('../fixtures/citizen.json'), children: 2, adults: 3 },
  { path: file('../fixtures/sparse.json'), children: 1, adults: 2 },
];

/** The service's own test files are no part of this project: where they are at hand, they are imported too. */
const SERVICE = {
  'C100_Dummy_Draft_CaseDetails_v3.json': { children: 5, adults: 7 },
  'C100_Dummy_Gatekeeping_CaseDetails_v4.json': { children: 5, adults: 7 },
  'c100-respondent-solicitor-C1A.json': { children: 5, adults: 7 },
  'link-citizen-case.json': { children: 1, adults: 3 },
  'soa-for-citizen-case.json': { children: 2, adults: 5 },
};
const folder = file('../../../shared/data/prl/');
const atHand = existsSync(folder) ? readdirSync(folder).filter((name) => name in SERVICE) : [];
const FILES = [...INVENTED, ...atHand.map((name) => ({ path: folder + name, ...SERVICE[name] }))];

const row = (walker, key) => walker.page.locator('.govuk-summary-list__row').filter({ has: walker.page.getByText(key, { exact: true }) }).locator('dd').first();

/** Uploads a file, looks at what is in it, and saves it; says what the draft referral tells. */
async function takeIn(walker, { path, children, adults }, named) {
  await walker.visit('/referrals/new');
  await walker.follow('From the file of a court application');
  await walker.attach('The file', path);
  await walker.press('Look into the file');
  assert.equal(await row(walker, 'Children').innerText(), String(children), path);
  assert.equal(await row(walker, 'Adults').innerText(), String(adults), path);
  if (named) await walker.shoot(named);
  await walker.press('Save as a draft referral');
  const text = await walker.text();
  assert.match(text, /This referral is a draft/);
  assert.match(text, /kept sealed/);
}

async function casesOf(walker) {
  await walker.visit('/cases');
  return Number((await walker.text()).match(/of (\d+) cases/)[1]);
}

for (const scripts of [true, false]) {
  test(`court applications of every shape become draft referrals, scripts ${scripts ? 'on' : 'off'}`, async (t) => {
    const { origin } = await demo();
    const intake = await signedIn(origin, 'Kingfisher House', 'intake worker', { scripts });
    const before = await casesOf(intake);
    for (const [at, application] of FILES.entries()) await takeIn(intake, application, scripts && at === 0 && 'upload-looked-at');
    assert.equal(await casesOf(intake), before + FILES.length);
    t.diagnostic(`${FILES.length} files, ${atHand.length} of them the service's own`);
    await intake.close();
  });

  test(`a truncated court application is not taken and says where it broke off, scripts ${scripts ? 'on' : 'off'}`, async () => {
    const { origin } = await demo();
    const intake = await signedIn(origin, 'Kingfisher House', 'intake worker', { scripts });
    const before = await casesOf(intake);
    const whole = readFileSync(domain('newer'));
    await intake.visit('/referrals/upload');
    const cut = { name: 'cut.json', mimeType: 'application/json', buffer: whole.subarray(0, whole.indexOf('Nowak')) };
    await intake.attach('The file', cut);
    await intake.press('Look into the file', { status: 422 });
    assert.match(await intake.text(), /Nothing was saved\. At \/case_data\/respondents\/0\/value\/lastName/);
    if (scripts) await intake.shoot('upload-truncated');
    assert.equal(await casesOf(intake), before);
    await intake.close();
  });
}
