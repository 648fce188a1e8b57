import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demo } from '../harness/program.mjs';
import { person } from '../harness/walker.mjs';
import { signedIn } from './answering.mjs';

/** The hall's tablet, held upright. */
const TABLET = 820;
const PIN = '4821';

/** A picture at the tablet's own size beside those at the usual ones. */
async function shoot(walker, name) {
  await walker.shoot(name);
  await walker.page.screenshot({ path: new URL(`../shots/${name}-${TABLET}.png`, import.meta.url).pathname });
}

/** Somebody of the centre chooses a PIN on their own device; what they sign in with. */
async function choosesPin(walker) {
  await walker.visit('/account');
  const name = await walker.page.locator('dt:text-is("Sign-in name") + dd').innerText();
  await walker.visit('/account/pin');
  await walker.fill('New PIN', '1234');
  await walker.press('Save');
  assert.match(await walker.text(), /not in a row/);
  await walker.fill('New PIN', PIN);
  await walker.press('Save');
  assert.match(await walker.text(), /Chosen; nobody can see it/);
  return name;
}

/** Opens the tablet, from the page of today, by way of the second factor. */
async function opens(tablet, pictures) {
  await tablet.follow('Open this device at the door, for everybody who works today');
  await tablet.press('Go on as if you had given a code');
  await tablet.press('Open it, and sign out here');
  assert.match(await tablet.text(), /Choose where it stands/);
  await tablet.choose('Where only those who work here see it: it shows every door');
  await tablet.fill('When does the shift end?', '23:59');
  if (pictures) await shoot(tablet, 'door-open');
  await tablet.press('Open it, and sign out here');
  assert.match(await tablet.text(), /The sheet is hidden/);
}

async function entersPin(tablet, name, pin) {
  await tablet.fill('Your sign-in name', name);
  await tablet.fill('Your PIN', pin);
  await tablet.press('Show the sheet');
}

const HOUSE = 'Kingfisher House';

for (const scripts of [true, false]) {
  test(`the hall's tablet shows today's sheet after a PIN, takes entries with one, and nothing else, scripts ${scripts ? 'on' : 'off'}`, async () => {
    const { origin } = await demo();
    const pictures = scripts;
    const own = await signedIn(origin, HOUSE, 'coordinator', { scripts });
    const name = await choosesPin(own);
    const tablet = await signedIn(origin, HOUSE, 'coordinator', { scripts, width: TABLET });
    await opens(tablet, pictures);
    if (pictures) await shoot(tablet, 'door-hidden');
    await tablet.visit('/today');
    assert.match(await tablet.page.title(), /^Sign in/, 'nobody is signed in on it any more');
    await tablet.visit('/door');

    await entersPin(tablet, name, '4822');
    assert.match(await tablet.text(), /do not go together/);
    await entersPin(tablet, name, PIN);
    assert.match(await tablet.text(), /The sheet is hidden at .*, unless somebody enters a PIN/);
    if (pictures) await shoot(tablet, 'door-sheet');
    const links = await tablet.page.locator('main a').evaluateAll((all) => all.map((a) => new URL(a.href).pathname));
    assert.ok(links.length > 0 && links.every((path) => path.startsWith('/door')), `${links}`);

    const next = tablet.page.locator('.govuk-summary-card a.govuk-button:not(.govuk-button--secondary)').filter({ hasText: /is here/ }).first();
    const card = new URL(await next.getAttribute('href'), origin).pathname;
    const words = (await next.innerText()).split('(')[0].trim();
    const before = tablet.tally.taps;
    await tablet.visit(card);
    assert.match(await tablet.page.title(), new RegExp(`^${words}`));
    await tablet.fill('Their PIN', '9999');
    await tablet.press('Record it');
    assert.match(await tablet.text(), /do not go together/);
    if (pictures) await shoot(tablet, 'door-entry');
    await tablet.fill('Their PIN', PIN);
    await tablet.press('Record it');
    assert.match(await tablet.text(), /came at/, 'a tap, a PIN and a tap');
    assert.equal(tablet.tally.taps - before, 2);
    if (pictures) await shoot(tablet, 'door-recorded');

    await tablet.press('Hide the sheet now');
    assert.match(await tablet.text(), /The sheet is hidden/);
    await tablet.page.goBack();
    await tablet.page.waitForLoadState('load');
    assert.doesNotMatch(await tablet.text(), /came at/, 'nothing to go back to');

    await own.visit('/account');
    if (pictures) await own.shoot('door-account');
    await own.press(/^End this device/);
    assert.match(await own.text(), /No device is open at the door/);
    await tablet.visit('/door');
    assert.match(await tablet.text(), /not open at the door/);

    const stranger = await person(origin, { scripts });
    await stranger.visit('/door');
    assert.match(await stranger.text(), /not open at the door/);
    for (const walker of [own, tablet, stranger]) await walker.close();
  });
}
