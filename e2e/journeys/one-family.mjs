// One family's way through the house: the steps, each by whoever may take it. The family is that of the invented court
// application `newer.json`: Amina and Chidi, who live with Ngozi Okafor; Tomasz Nowak; and Ewa Nowak, who brings them.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { answer, confirm, day, followFirst } from './answering.mjs';
import { BEGINS } from './one-session.mjs';

export const APPLICATION = fileURLToPath(new URL('../../crates/domain/tests/fixtures/newer.json', import.meta.url));

const [RESIDENT, VISITING, ESCORT] = ['Ngozi Okafor', 'Tomasz Nowak', 'Ewa Nowak'];
const CHILDREN = ['Amina O', 'Chidi O'];

/** Fills in the form on the page, question by question, and saves it. `opened` are questions that answers open. */
async function complete(walker, questions, opened) {
  for (const [question, given] of questions) await answer(walker, question, given);
  if (opened) {
    await walker.press('Continue');
    for (const [question, given] of opened) await answer(walker, question, given);
  }
  await confirm(walker);
}

/** Opens a form by the link that names it, in the row or card of somebody. */
async function change(walker, path, name) {
  await walker.visit(path);
  await followFirst(walker, name);
}

/** Step 1: the file becomes a draft, the intake worker says who is who, and hands it in. */
export async function imported(intake) {
  await intake.visit('/referrals/upload');
  await intake.attach('The file', APPLICATION);
  await intake.press('Look into the file');
  await answer(intake, 'Who refers?', 'Solicitor');
  await intake.press('Save as a draft referral');
  const path = new URL(intake.page.url()).pathname.replace('/referral', '');
  for (const [name, side] of [[RESIDENT, 'The child lives with this adult'], [VISITING, 'Visiting adult'], [ESCORT, 'Somebody else']]) {
    await change(intake, `${path}/referral`, `Change the side (${name})`);
    await complete(intake, [['Who is this adult here?', side]]);
  }
  await intake.visit(`${path}/referral`);
  await intake.press('Hand the referral in');
  return path;
}

/** Step 2: what is unknown is asked for, the order is read by two people, and the family is invited to pre-visits. */
export async function lookedThrough(path, intake, coordinator) {
  await change(intake, `${path}/triage`, /^Write down what it says/);
  await complete(
    intake,
    [
      ['When was it made?', { day: 1, month: 1, year: 2025 }],
      ['On which day is it last in force?', { ...day(400) }],
      ['Is it in force?', 'Yes'],
      ['Whom does it restrain?', VISITING],
      ['Whom does it protect?', RESIDENT],
      ['What does it forbid?', 'Contact with another adult'],
    ],
    [[/^Is there an exception/, 'It has no exception']],
  );
  await change(coordinator, `${path}/triage`, /^Compare with the order/);
  await complete(coordinator, [['What did you find?', /^It says what the order says/]]);
  await change(intake, `${path}/triage`, 'Ask for information');
  await complete(intake, [
    ['Who is asked?', 'The police'],
    ['What is it to clear up?', [/^police involvement$/i, /^bail conditions$/i, /^known to a local authority$/i, /^court orders in force$/i]],
    ['What do you ask?', 'What is known of the family, and what is in force?'],
    ['By when will you chase it?', day(14)],
  ]);
  await change(coordinator, `${path}/triage`, 'Record what you found when you looked the referral through');
  await complete(coordinator, [
    ['Which level of contact do you think is needed?', 'Supervised contact'],
    ['What are the reasons?', 'Contact is wished and can be watched over.'],
  ]);
  await change(coordinator, `${path}/triage`, 'Accept the referral to pre-visits');
  await complete(coordinator, [
    ['At which level does it go forward?', 'Supervised contact'],
    ['What are the reasons?', 'Both adults wish it, and one worker can be with the family.'],
  ]);
}

/** The police reply; what an agency tells after the assessment was signed would make it due again. */
export async function answered(path, intake) {
  await change(intake, `${path}/triage`, /^Record the answer/);
  await complete(intake, [
    ['How did it end?', 'They replied'],
    ['What was answered?', 'Nothing is known beside the order.'],
    ['What does that say about police involvement?', 'No'],
    ['What does that say about bail conditions?', 'No'],
  ]);
}

/** Each child is asked, by somebody of the house and on their own. */
export async function childrenAsked(path, coordinator) {
  await coordinator.visit(`${path}/voice`);
  const links = coordinator.page.locator('a[href$="/said"]');
  const asked = await links.evaluateAll((all) => all.map((a) => a.pathname));
  for (const child of asked.slice(0, CHILDREN.length)) {
    await coordinator.visit(child);
    await complete(coordinator, [
      ['What did they say, word for word?', 'I want to see the fish tank.'],
      ['Was it read back to them?', 'Read back and agreed'],
      ['At which stage?', 'At the pre-visit'],
      ['Who may see it, as they wish?', 'Nobody but those who work on the case here'],
    ]);
  }
}

/** Step 3: the assessment, section by section; signed by its author and by a second person. */
export async function assessed(path, coordinator, lead) {
  await coordinator.visit(`${path}/risk/begin`);
  await complete(
    coordinator,
    [
      ['What is the least that is safe?', 'Supervised contact'],
      ['What did you use?', ['The adult the child lives with', 'A court order or court paper']],
    ],
    [],
  );
  await followFirst(coordinator, /version 1/);
  const version = new URL(coordinator.page.url()).pathname;
  await coordinator.follow('Add a hazard');
  await complete(coordinator, [
    ['What could happen?', 'Controlling or coercive behaviour'],
    ['What stands behind it?', /^Alleged/],
    ['Whose conduct or condition is it about?', VISITING],
    ['Towards whom?', RESIDENT],
    ['What is known, in words', 'Said to have shouted at the door.'],
  ]);
  await change(coordinator, version, 'What it means for each child');
  await complete(coordinator, CHILDREN.map((name) => [`How is ${name} affected, and how could they be?`, 'Frightened by raised voices.']));
  await change(coordinator, version, 'Controls');
  await complete(
    coordinator,
    [['Which controls are needed?', 'Staggered arrival and leaving']],
    [
      ['Staggered arrival and leaving: is a session possible without it?', 'Must be in place'],
      ['Staggered arrival and leaving: for whom?', 'The session as a whole'],
    ],
  );
  await coordinator.visit(version);
  await coordinator.press('It is ready to be signed');
  await coordinator.visit(version);
  await coordinator.press('Sign it');
  await lead.visit(version);
  await lead.press('Sign as the second person');
  return version;
}

/** Step 4: the two adults come on different days, each hears the rules and signs them; then the referral is accepted. */
export async function cameToPreVisits(path, intake, coordinator) {
  for (const [name, on] of [[RESIDENT, day(-2)], [VISITING, day(-1)]]) {
    await change(coordinator, `${path}/pre-visits`, new RegExp(`^Record that it was held \\(${name}`));
    const held = [
      ['On which day?', on],
      ['From when?', '14:00'],
      ['Until when?', '14:45'],
      ['Was identity checked?', 'Checked, and it fits'],
      ['Which version of the ground rules was explained?', '2026-01'],
      ['What did they sign there?', ['The ground rules', 'What is recorded here and who gets it']],
      ['Were they asked how they can safely be reached?', 'Asked, and they said'],
    ];
    await complete(coordinator, held, [['Which version of the notice of what is recorded did they sign?', '2026-01']]);
    await change(intake, `${path}/triage`, `Account of ${name}`);
    await complete(intake, [['Has this adult told the centre their own account?', 'Yes, they told their own account']]);
  }
  await change(coordinator, `${path}/triage`, 'Accept the referral after the pre-visits');
  await complete(coordinator, [['What are the reasons?', 'Both adults came, on their own days, and signed.']]);
}

const TIMES = [
  [/^The visiting side arrives at the earliest/, 35],
  [/^The visiting side arrives at the latest/, 25],
  [/^The child arrives at the earliest/, 10],
  [/^The child arrives at the latest/, 0],
  [/^The child leaves at the earliest/, 0],
  [/^The child leaves at the latest/, 10],
  [/^The visiting side leaves at the earliest/, 25],
  [/^The visiting side leaves at the latest/, 35],
];

/** Step 5: the terms are proposed, and each adult is asked for themselves. */
export async function agreed(path, coordinator, room) {
  await coordinator.visit(`${path}/arrangement/propose`);
  const coming = [...CHILDREN.map((name) => [name, 'The child']), [VISITING, 'The visiting adult'], [RESIDENT, 'Does not come'], [ESCORT, 'Brings or collects the child']];
  await complete(
    coordinator,
    [
      ['At which level?', 'Supervised contact'],
      ['How often?', 'Every week'],
      ['How many minutes does a session last?', 60],
      ...coming.map(([name, as]) => [`Does ${name} come, and as what?`, as]),
      ['Who brings the child?', ESCORT],
      ['Who collects the child?', ESCORT],
      ['In which room?', room],
      ['How many minutes does the room stay empty before and after?', 10],
      ['Door of the child and whoever brings them', 'Street door'],
      ['Door of the visiting side', 'Garden door'],
      ['How do those who supervise understand what is said?', "Everybody shares the centre's language"],
      ...TIMES,
      ['May photographs and recordings be made?', 'Not allowed'],
      ['May gifts be brought?', 'Only after asking a worker'],
      ['May food and drink be brought?', 'Allowed'],
      ['May telephones be used?', 'Not allowed'],
      ['Who helps a child who needs the toilet?', 'A worker helps'],
      ['Who decided that there is to be contact?', /^The adults/],
      ['Until when does the order run?', 'There is no order'],
      ['On which day is the arrangement looked at again?', day(60)],
      ['Which controls does every session carry out?', /^Staggered arrival and leaving/],
    ],
    [],
  );
  await coordinator.visit(`${path}/arrangement/agree`);
  await complete(coordinator, [RESIDENT, VISITING].map((name) => [`What did ${name} say?`, 'They agreed to these terms']));
  assert.match(await coordinator.text(), /Live/);
}

/** Steps 6 and 7: a session of today is booked and confirmed; its sheet for the doors is there. */
export async function booked(path, coordinator, supervisor, room) {
  await coordinator.visit(`${path}/book`);
  await complete(coordinator, [
    ['On which day?', day()],
    ['When does contact start?', BEGINS],
    ['In which room?', `${room} (agreed)`],
    ['Who works on it?', new RegExp(`^${supervisor.name}`)],
    ['Who leads the shift?', `${coordinator.name}, coordinator`],
    ['Who can be reached on the safeguarding side?', /safeguarding lead$/],
  ]);
  const session = new URL(coordinator.page.url()).pathname;
  assert.match(session, /^\/sessions\//, await coordinator.text());
  await coordinator.follow('Need-to-know card');
  await coordinator.press('I have read this: confirm the session');
  assert.match(await coordinator.text(), /Confirmed/);
  const sheet = await coordinator.fetch(`/day/${day().iso}/run-sheet.pdf`);
  assert.equal(sheet.body.subarray(0, 5).toString(), '%PDF-');
  return session;
}
