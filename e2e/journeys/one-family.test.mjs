import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demo } from '../harness/program.mjs';
import { signedIn } from './answering.mjs';
import * as step from './one-family.mjs';

const HOUSE = 'Kingfisher House';

for (const scripts of (process.env.ONLY_OFF ? [false] : [true, false])) {
  test(`one family, from court application to a report that left, scripts ${scripts ? 'on' : 'off'}`, async (t) => {
    const { origin } = await demo();
    const people = {};
    for (const role of ['intake worker', 'coordinator', 'safeguarding lead', 'contact supervisor', 'report reviewer']) {
      people[role] = await signedIn(origin, HOUSE, role, { scripts });
    }
    const { 'intake worker': intake, coordinator, 'safeguarding lead': lead, 'contact supervisor': supervisor } = people;
    const path = await step.imported(intake);
    await step.lookedThrough(path, intake, coordinator);
    await step.childrenAsked(path, coordinator);
    await step.assessed(path, coordinator, lead);
    await step.cameToPreVisits(path, intake, coordinator);
    await step.agreed(path, coordinator);
    const session = await step.booked(path, coordinator, supervisor);
    assert.ok(session);
    for (const walker of Object.values(people)) await walker.close();
  });
}
