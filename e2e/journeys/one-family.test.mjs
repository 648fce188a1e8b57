import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demo } from '../harness/program.mjs';
import { signedIn } from './answering.mjs';
import * as step from './one-family.mjs';
import { held, reported } from './one-session.mjs';

const HOUSE = 'Kingfisher House';
const ROLES = ['intake worker', 'coordinator', 'safeguarding lead', 'contact supervisor', 'report reviewer'];

/** Both families come on the same day at the same time, each with a room and a worker of their own. */
const RUNS = [
  { scripts: true, room: 'Oak room', worker: 0 },
  { scripts: false, room: 'Willow room', worker: 1 },
];

for (const { scripts, room, worker } of RUNS) {
  test(`one family, from court application to a report that left, scripts ${scripts ? 'on' : 'off'}`, async (t) => {
    const { origin } = await demo();
    const people = {};
    for (const role of ROLES) {
      people[role] = await signedIn(origin, HOUSE, role, { scripts }, role === 'contact supervisor' ? worker : 0);
    }
    const [intake, coordinator, lead, supervisor, reviewer] = ROLES.map((role) => people[role]);
    const shoot = (walker, name) => scripts && walker.shoot(name);
    const path = await step.imported(intake);
    await step.lookedThrough(path, intake, coordinator);
    await step.answered(path, intake);
    await step.childrenAsked(path, coordinator);
    await step.assessed(path, coordinator, lead);
    await step.cameToPreVisits(path, intake, coordinator);
    await step.agreed(path, coordinator, room);
    const session = await step.booked(path, coordinator, supervisor, room);
    await held(session, supervisor, shoot);
    const text = await reported(session, { supervisor, reviewer, coordinator }, shoot);
    assert.ok(text.includes('Amina asked when the next visit is.'), text);
    assert.match(text, /Page 1 of \d/, text);
    assert.match(text, /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/, text);
    const pages = Object.values(people).reduce((sum, walker) => sum + walker.tally.pages, 0);
    t.diagnostic(`one family: ${pages} pages`);
    for (const walker of Object.values(people)) await walker.close();
  });
}
