import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demo } from '../harness/program.mjs';
import { followFirst, signedIn } from './answering.mjs';

const HOUSE = 'Kingfisher House';

/** Opens the first case of the list that has come so far. */
async function caseAt(walker, stage) {
  await walker.visit(`/cases?stage=${stage}`);
  await followFirst(walker, /^CS-/);
  return new URL(walker.page.url()).pathname;
}

for (const scripts of [true, false]) {
  test(`the main pages stand at both widths, scripts ${scripts ? 'on' : 'off'}`, async () => {
    const { origin } = await demo();
    const coordinator = await signedIn(origin, HOUSE, 'coordinator', { scripts });
    const shoot = async (walker, name) => {
      if (scripts) await walker.shoot(name);
    };
    await shoot(coordinator, 'today-coordinator');
    await coordinator.follow('Cases');
    await shoot(coordinator, 'case-list');

    const live = await caseAt(coordinator, 'live');
    await shoot(coordinator, 'case');
    for (const part of ['referral', 'timeline', 'risk', 'arrangement', 'sessions', 'voice', 'pre-visits', 'overrides']) {
      await coordinator.visit(`${live}/${part}`);
      await shoot(coordinator, `case-${part}`);
    }
    await coordinator.visit(`${live}/book`);
    await shoot(coordinator, 'book');
    await coordinator.visit(`${live}/risk`);
    await coordinator.follow(/^Read it/);
    await shoot(coordinator, 'risk-version');

    const fresh = await caseAt(coordinator, 'submitted');
    assert.match(await coordinator.text(), /Before contact can start/);
    await shoot(coordinator, 'task-list');
    await coordinator.visit(`${fresh}/triage`);
    await shoot(coordinator, 'triage');

    await coordinator.visit(`${live}/sessions`);
    await followFirst(coordinator, /./, 'Recorded');
    await shoot(coordinator, 'session-supervised');
    await coordinator.follow('Need-to-know card');
    await shoot(coordinator, 'need-to-know');
    await coordinator.visit('/reports');
    await shoot(coordinator, 'reports');
    await followFirst(coordinator, /./, 'Passed');
    await shoot(coordinator, 'report');
    await coordinator.close();

    const helper = await signedIn(origin, 'Hawthorn Hall', 'volunteer', { scripts });
    await shoot(helper, 'today-volunteer');
    await followFirst(helper, /^I am worried/);
    await shoot(helper, 'concern');
    await helper.close();
  });
}
