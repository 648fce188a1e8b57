// A supervised session and its report, each step by whoever may take it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { answer, confirm } from './answering.mjs';

/** The session begins at twenty to one at night, so that on nearly every run everything in it has happened already. */
export const BEGINS = '0:40';

/** A time of today from the paper of the session; where it is still to come, what happens now stands for it. */
function known(time) {
  const now = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' }).format(new Date());
  if (time.padStart(5, '0') < now) return [['At what time?', time], ['How is the time known?', 'It was written on paper']];
  return [['How is the time known?', 'I saw it now, or just now']];
}

async function moved(walker, session, what, who, time) {
  await walker.visit(`${session}/movement`);
  for (const [question, given] of [['What happened?', what], ['Who?', who], ...known(time)]) await answer(walker, question, given);
  await confirm(walker);
}

async function noted(walker, words, time) {
  await answer(walker, 'What was seen and heard', words);
  const past = known(time).length === 2;
  if (past) await answer(walker, /^Time/, time);
  await walker.press('Save note');
}

/** How everybody was: one button each, as long as somebody has no entry. */
async function wellbeing(walker) {
  const entry = walker.page.getByRole('button', { name: /^Nothing out of the ordinary/ });
  while ((await entry.count()) > 0) {
    const name = (await entry.first().innerText()).replace(/\s+/g, ' ');
    const words = new RegExp(`^${name.replace(/[()]/g, '\\$&')}$`);
    await walker.press(words);
  }
}

/** Step 8: who came and left, what was seen, how everybody was, and the end; from paper, after it was over. */
export async function held(session, supervisor, shoot) {
  await moved(supervisor, session, 'Visiting adult in the contact room', /^Tomasz N/, '0:08');
  await wellbeing(supervisor);
  for (const child of [/^Amina O/, /^Chidi O/]) await moved(supervisor, session, 'Child in the contact room', child, '0:34');
  await noted(supervisor, 'Chidi showed a drawing of a boat.', '0:50');
  await noted(supervisor, 'Amina asked when the next visit is.', '1:20');
  await shoot(supervisor, 'session-under-way');
  await supervisor.visit(`${session}/end`);
  await answer(supervisor, 'How did it end?', 'At its time');
  const [time] = known('1:40');
  if (time[0] === 'At what time?') await answer(supervisor, ...time);
  await confirm(supervisor);
  for (const child of [/^Amina O/, /^Chidi O/]) await moved(supervisor, session, 'Child has left', child, '1:43');
  await moved(supervisor, session, 'Visiting adult has left', /^Tomasz N/, '2:08');
  await wellbeing(supervisor);
  await supervisor.press('Everything is recorded, finish');
  assert.match(await supervisor.text(), /^.*Recorded/s);
}

/** The statement that waits for its author's words, with the notes it rests on ticked. */
async function prompted(walker) {
  for (const label of await walker.page.getByText(/^Statement \(\d+\)$/).allInnerTexts()) {
    if ((await walker.page.getByLabel(label, { exact: true }).inputValue()) === '') return label;
  }
  throw new Error('no statement waits for words');
}

/** Step 9: drafted from the notes by whoever supervised, reviewed by somebody else, released to one recipient. */
export async function reported(session, { supervisor, reviewer, coordinator }, shoot) {
  await supervisor.visit(`${session}/report`);
  const summary = await prompted(supervisor);
  await answer(supervisor, summary, 'Chidi showed a drawing. Amina asked when the next visit is.');
  await shoot(supervisor, 'report-writing');
  await confirm(supervisor);
  const today = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', day: 'numeric', month: 'long', year: 'numeric' });
  const row = supervisor.page.getByRole('row').filter({ hasText: 'Draft' });
  const report = await row.getByRole('link', { name: new RegExp(`^${today.format(new Date())}`) }).first().getAttribute('href');
  await supervisor.visit(report);
  await supervisor.press('Send it to a reviewer');
  assert.match(await supervisor.text(), /Somebody who did not write it reviews it next/);
  await reviewer.visit(report);
  await shoot(reviewer, 'report-in-review');
  await reviewer.press('Pass the report');
  await coordinator.visit(`${report}/recipients`);
  await answer(coordinator, 'Who is recipient 1?', 'The adult the child lives with');
  await answer(coordinator, 'Name of recipient 1, as the paper shows it', 'Ngozi Okafor');
  await answer(coordinator, 'Which person is recipient 1?', /^Ngozi O/);
  await answer(coordinator, 'Why may recipient 1 have it?', 'Both adults agreed in writing');
  await confirm(coordinator);
  await coordinator.press(/^Check and release/);
  await shoot(coordinator, 'report-released');
  return paper(coordinator);
}

/** The paper as its recipient reads it. */
async function paper(coordinator) {
  const link = coordinator.page.getByRole('link', { name: /^Download the paper/ });
  const pdf = await coordinator.fetch(await link.getAttribute('href'));
  assert.equal(pdf.headers['content-type'], 'application/pdf');
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf.body }).toString();
}
