import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demo } from '../harness/program.mjs';
import { answer, followFirst, signedIn } from './answering.mjs';

const HOUSE = 'Millbrook Family Centre';

async function casesOf(walker) {
  await walker.visit('/cases');
  return Number((await walker.text()).match(/of (\d+) cases/)[1]);
}

/** A case of this stage, to write something about. */
async function caseAt(walker, stage) {
  await walker.visit(`/cases?stage=${stage}`);
  await followFirst(walker, /^CS-/);
  return new URL(walker.page.url()).pathname;
}

for (const scripts of [true, false]) {
  const how = `scripts ${scripts ? 'on' : 'off'}`;

  test(`a form that was begun waits as a draft after signing out, ${how}`, async () => {
    const { origin } = await demo();
    const first = await signedIn(origin, HOUSE, 'intake worker', { scripts });
    await first.visit('/referrals/type');
    await answer(first, "What is the child's name?", 'Ottoline');
    await first.press('Save and come back later');
    await first.follow('Sign out');
    await first.press('Sign out here');
    await first.close();
    const again = await signedIn(origin, HOUSE, 'intake worker', { scripts });
    await again.visit('/referrals/type');
    assert.match(await again.text(), /This is the draft you kept/);
    assert.equal(await again.page.getByLabel("What is the child's name?", { exact: true }).inputValue(), 'Ottoline');
    // What one of the two ways in was begun with is not in the other.
    await again.visit('/referrals/phone');
    assert.equal(await again.page.getByLabel("What is the child's name?", { exact: true }).inputValue(), '');
    await again.close();
  });

  test(`a form sent after the sign-in had ended waits behind the next one, ${how}`, async () => {
    const { origin } = await demo();
    const intake = await signedIn(origin, HOUSE, 'intake worker', { scripts });
    const path = await caseAt(intake, 'submitted');
    await intake.visit(`${path}/referral/court`);
    await answer(intake, 'Which court?', 'Family Court at Larkspur');
    await intake.context.clearCookies();
    await intake.press('Continue');
    assert.match(await intake.text(), /You were signed out before your form arrived/);
    if (scripts) await intake.shoot('signed-out-with-form');
    await intake.press(new RegExp(`^${intake.name}, `));
    assert.equal(new URL(intake.page.url()).pathname, `${path}/referral/court`);
    assert.equal(await intake.page.getByLabel('Which court?', { exact: true }).inputValue(), 'Family Court at Larkspur');
    await intake.close();
  });

  test(`two people change one record, and the second sees both versions, ${how}`, async () => {
    const { origin } = await demo();
    const intake = await signedIn(origin, 'Kingfisher House', 'intake worker', { scripts });
    const coordinator = await signedIn(origin, 'Kingfisher House', 'coordinator', { scripts });
    const path = await caseAt(intake, 'submitted');
    const said = ['Asked, chose not to say', 'Cannot be obtained'];
    for (const [walker, words] of [[intake, said[0]], [coordinator, said[1]]]) {
      await walker.visit(`${path}/answers/orders_in_force`);
      await answer(walker, 'Court orders in force', words);
      await walker.press('Continue');
    }
    await intake.press('Confirm and save');
    await coordinator.press('Confirm and save', { status: 409 });
    const text = await coordinator.text();
    assert.match(text, /Two versions of one record/);
    for (const version of said) assert.ok(text.includes(version), text);
    if (scripts) await coordinator.shoot('two-versions');
    await coordinator.press('Go on with what I entered');
    await coordinator.press('Continue');
    await coordinator.press('Confirm and save');
    assert.match(await coordinator.text(), new RegExp(said[1]));
    await intake.close();
    await coordinator.close();
  });

  test(`the same form sent twice saves once, ${how}`, async () => {
    const { origin } = await demo();
    const intake = await signedIn(origin, HOUSE, 'intake worker', { scripts });
    const before = await casesOf(intake);
    await intake.visit('/referrals/phone');
    await answer(intake, 'Who refers the family?', 'A mediator');
    await answer(intake, "What is the child's name?", 'Ptolemy');
    await answer(intake, 'Who does the child live with?', 'Yetunde');
    await answer(intake, 'Who wants to spend time with the child at the centre?', 'Florian');
    for (const nth of [0, 1]) {
      await answer(intake, 'What is this person to the child?', 'Parent', nth);
      await answer(intake, 'Is it safe to leave a message there?', 'Yes', nth);
    }
    await intake.press('Continue');
    const form = intake.page.locator('form').filter({ has: intake.page.getByRole('button', { name: 'Confirm and save' }) });
    const sent = await form.locator('input[type=hidden]').evaluateAll((fields) => fields.map((field) => [field.name, field.value]));
    await intake.press('Confirm and save');
    const saved = new URL(intake.page.url()).pathname;
    // The browser's Back and a second press: the same answers with the same key.
    const body = new URLSearchParams([...sent, ['_step', 'save']]).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin };
    const again = await intake.context.request.post(`${origin}/referrals/phone`, { data: body, headers, maxRedirects: 0 });
    assert.equal(again.status(), 303, await again.text());
    assert.equal(again.headers().location, saved);
    assert.equal(await casesOf(intake), before + 1);
    const other = new URLSearchParams([...sent.filter(([name]) => name !== 'children.0.name.given'), ['children.0.name.given', 'Ptolemaia'], ['_step', 'save']]);
    const refused = await intake.context.request.post(`${origin}/referrals/phone`, { data: other.toString(), headers, maxRedirects: 0 });
    assert.equal(refused.status(), 422, 'the same key with another body');
    assert.equal(await casesOf(intake), before + 1);
    await intake.close();
  });

  test(`signing out everywhere ends every sign-in, ${how}`, async () => {
    const { origin } = await demo();
    const here = await signedIn(origin, HOUSE, 'trustee', { scripts });
    const there = await signedIn(origin, HOUSE, 'trustee', { scripts });
    await here.visit('/sign-out');
    await here.press('Sign out on every device');
    for (const walker of [here, there]) {
      await walker.visit('/cases');
      assert.equal(new URL(walker.page.url()).pathname, '/sign-in');
      await walker.close();
    }
  });
}
