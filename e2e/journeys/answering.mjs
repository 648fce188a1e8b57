// Signing in and answering questions as people do, for every journey: by names and wordings they read.
import { person } from '../harness/walker.mjs';

/** Somebody of a centre who holds a role (the `nth` of them), signed in with a browser window of their own. */
export async function signedIn(origin, centre, role, how, nth = 0) {
  const walker = await person(origin, how);
  walker.answers = 0;
  await walker.visit('/sign-in');
  const holds = new RegExp(`(, | and )${role}( and |$)`);
  const people = walker.page.locator(`h2:text-is("${centre}") + ul`).getByRole('button').filter({ hasText: holds });
  const name = await people.nth(nth).innerText();
  await walker.press(name);
  walker.name = name.split(',')[0];
  return walker;
}

/**
 * Answers one question of a form, and counts it once however many boxes it has: a text, the words of a choice, several
 * of them as an array, or a day as `{ day, month, year }`. `nth` tells questions of one wording apart.
 */
export async function answer(walker, question, given, nth = 0) {
  walker.answers += 1;
  const exact = typeof question === 'string';
  const group = walker.page.getByRole('group', { name: question, exact }).nth(nth);
  const field = walker.page.getByLabel(question, { exact }).nth(nth);
  try {
    await ((await group.count()) === 0 ? fillIn(walker, field, given) : chooseIn(walker, group, given));
  } catch (error) {
    throw new Error(`"${question}" could not be answered with "${JSON.stringify(given)}": ${error.message}\n${await asked(walker)}`);
  }
}

/** Less patience than for a page: whatever is asked stands there already. */
const AT_ONCE = { timeout: 3_000 };

async function fillIn(walker, field, given) {
  walker.tally.fields += 1;
  const list = (await field.evaluate((element) => element.tagName, undefined, AT_ONCE)) === 'SELECT';
  if (!list) return field.fill(String(given), AT_ONCE);
  walker.tally.taps += 1;
  const named = typeof given === 'string' ? field.locator(`option:text-is("${given}")`) : field.locator('option').filter({ hasText: given });
  return field.selectOption(await named.first().getAttribute('value', AT_ONCE));
}

async function chooseIn(walker, group, given) {
  if (given.day !== undefined) {
    for (const [label, part] of [['Day', given.day], ['Month', given.month], ['Year', given.year]]) {
      await group.getByLabel(label, { exact: true }).fill(String(part), AT_ONCE);
      walker.tally.fields += 1;
    }
    return;
  }
  for (const choice of [given].flat()) {
    // Without force: the browser waits until the choice stands still and would take the click.
    await group.getByLabel(choice, { exact: typeof choice === 'string' }).check(AT_ONCE);
    walker.tally.fields += 1;
    walker.tally.taps += 1;
  }
}

/** What a page asks and offers, for a journey that has lost its way. */
async function asked(walker) {
  const labels = await walker.page.locator('main legend, main label').allInnerTexts();
  return `${walker.page.url()} asks: ${labels.join(' | ')}`;
}

/** Goes from a form over its check-answers page to what comes after it. */
export async function confirm(walker) {
  await walker.press('Continue');
  await walker.press('Confirm and save');
}

/** A day as the three boxes take it, so many days after today as Europe/London's calendar has it. */
export function day(after = 0) {
  const here = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date());
  const date = new Date(`${here}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + after);
  return { day: date.getUTCDate(), month: date.getUTCMonth() + 1, year: date.getUTCFullYear(), iso: date.toISOString().slice(0, 10) };
}

/** Follows the first link of this name, or link that looks like a button, where a list has several, in the row that says `inRow` if one is named. */
export async function followFirst(walker, name, inRow) {
  const place = inRow === undefined ? walker.page : walker.page.getByRole('row').filter({ hasText: inRow }).first();
  const named = { name, exact: typeof name === 'string' };
  const link = place.getByRole('link', named).or(place.locator('a[role=button]').and(place.getByRole('button', named)));
  const href = await link.first().getAttribute('href', AT_ONCE);
  walker.tally.taps += 1;
  await walker.visit(href);
}
