import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demo } from '../harness/program.mjs';
import { signedIn } from './answering.mjs';

/** The day's cards of supported families: the demo holds their sessions on the day it starts, whatever day that is. */
const cards = (walker) => walker.page.getByRole('region').filter({ hasText: 'supported contact' });
const waiting = (walker) => cards(walker).getByRole('button', { name: /^Visiting adult is here \(/ });

/** One tap, waited for as a person waits: until the page is there again. */
async function tap(walker, name) {
  walker.tally.taps += 1;
  await Promise.all([walker.page.waitForEvent('load'), walker.page.getByRole('button', { name }).click()]);
}

/** Everybody comes, then everybody leaves: what the person at the door taps, family by family. */
async function recordDay(walker) {
  const families = await waiting(walker).evaluateAll((buttons) => buttons.map((button) => button.textContent.trim().match(/\((.*)\)$/)[1]));
  const before = walker.tally.taps;
  for (const said of ['Visiting adult is here', 'Child is here', 'Left as planned']) {
    for (const [at, children] of families.entries()) {
      const name = `${said} (${children})`;
      // The page after each kind of tap is looked at once; that of the next family differs in a name and a time.
      await (at === 0 ? walker.press(name) : tap(walker, name));
    }
  }
  return { families: families.length, taps: walker.tally.taps - before };
}

for (const [scripts, centre, expected, most] of [
  [true, 'Hawthorn Hall', 12, 40],
  [false, 'Millbrook Family Centre', 8, 27],
]) {
  test(`a Saturday of ${expected} supported families takes at most ${most} taps, scripts ${scripts ? 'on' : 'off'}`, async (t) => {
    const { origin } = await demo();
    const lead = await signedIn(origin, centre, 'shift lead', { scripts });
    const signInTaps = lead.tally.taps;
    assert.equal(new URL(lead.page.url()).pathname, '/today', 'the day is the page after signing in');
    const sheet = lead.page.getByRole('button', { name: 'Run sheet (PDF)' });
    const paper = await lead.fetch(await sheet.getAttribute('href'));
    assert.equal(paper.status, 200, 'the run sheet is one tap from signing in');
    assert.equal(paper.headers['content-type'], 'application/pdf');
    assert.equal(paper.body.subarray(0, 5).toString(), '%PDF-');

    const addresses = await cards(lead).getByRole('link', { name: /^Open the session/ }).evaluateAll((links) => links.map((a) => a.pathname));
    const warnings = [];
    for (const address of addresses) {
      const card = (await lead.fetch(`${address}/confirm`)).body.toString();
      warnings.push(card.match(/>(Stops|Warning|Obligation|Near miss)</g)?.length ?? 0);
    }
    if (scripts) await lead.shoot('saturday-before');
    const { families, taps } = await recordDay(lead);
    await lead.look();
    if (scripts) await lead.shoot('saturday-after');
    assert.equal(await waiting(lead).count(), 0);
    assert.equal(await cards(lead).getByText('Recorded', { exact: true }).count(), families);

    t.diagnostic(`a Saturday: ${JSON.stringify({ families, taps, signInTaps, warnings })}`);
    assert.equal(families, expected);
    assert.ok(taps + signInTaps <= most, `${taps + signInTaps} taps`);
    assert.ok(Math.max(...warnings) <= 2, `warnings of each session: ${warnings}`);
    await lead.close();
  });
}
