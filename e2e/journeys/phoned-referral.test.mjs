import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demo } from '../harness/program.mjs';
import { answer, signedIn } from './answering.mjs';

/** What somebody who takes the call asks of a family without concerns for whom supported contact is asked. */
async function take(walker) {
  const ask = (question, given, nth) => answer(walker, question, given, nth);
  await ask('Who refers the family?', 'A solicitor');
  await ask("What is the referrer's name, and how can they be reached?", 'Blessing Oyelaran, 01632 960 114');
  await ask("What is the child's name?", 'Ishaan');
  await walker.fill('Family name of the child', 'Penhallow');
  await ask('When was the child born?', { day: 14, month: 2, year: 2019 });
  await ask('Who does the child live with?', 'Rowan');
  await walker.fill('Family name of the adult the child lives with', 'Penhallow');
  await ask('What is this person to the child?', 'Parent');
  await ask('On which number can this person be reached?', '07700 900 412');
  await ask('Is it safe to leave a message there?', 'Yes');
  await ask('Who wants to spend time with the child at the centre?', 'Devika');
  await walker.fill('Family name of the adult who wants to spend time with the child', 'Rao');
  await ask('What is this person to the child?', 'Parent', 1);
  await ask('On which number can this person be reached?', '07700 900 977', 1);
  await ask('Is it safe to leave a message there?', 'Yes', 1);
  await ask('Which kind of contact is asked for?', /^Supported/);
  await ask('How often and for how long?', 'Every other Saturday, two hours');
  await ask('Who decides that there is to be contact?', 'The adults agree on it');
  await ask('Is there any court order about the child or either adult?', 'No');
  await ask('Is anybody on bail or licence with conditions?', 'No');
  await ask('Has there been domestic abuse, or does anybody say so?', 'No');
  await ask('Have the police been involved with the family?', 'No');
  await ask("Do children's services know the family?", 'No');
  await ask(/^Is there any other concern/, 'No');
  await ask('Does anybody need an interpreter, or help with access?', 'No');
  await ask('Who brings and collects the child?', 'Rowan');
  await ask('Do both adults know of this referral?', 'Yes');
  await ask('Does the referrer know what this kind of contact means?', 'Yes');
}

for (const scripts of [true, false]) {
  test(`a supported family is referred by telephone in at most 25 answers, scripts ${scripts ? 'on' : 'off'}`, async (t) => {
    const { origin } = await demo();
    const intake = await signedIn(origin, 'Hawthorn Hall', 'intake worker', { scripts });
    await intake.visit('/referrals/new');
    await intake.follow('By telephone');
    const { pages } = intake.tally;
    await take(intake);
    await intake.press('Continue');
    assert.match(await intake.text(), /Check your answers/);
    if (scripts) await intake.shoot('referral-check-answers');
    await intake.press('Confirm and save');
    const text = await intake.text();
    for (const told of ['Ishaan P', 'Devika Rao', 'Supported contact']) assert.ok(text.includes(told), `${told}: ${text}`);
    await intake.press('Hand the referral in');
    assert.match(await intake.text(), /Triage/);
    const cost = { answers: intake.answers, boxes: intake.tally.fields, pages: intake.tally.pages - pages };
    t.diagnostic(`a phoned referral: ${JSON.stringify(cost)}`);
    assert.ok(cost.answers <= 25, `${cost.answers} answers`);
    await intake.close();
  });
}
