import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demo } from '../harness/program.mjs';
import { answer, confirm, followFirst, signedIn } from './answering.mjs';

const HOUSE = 'Kingfisher House';

for (const scripts of [true, false]) {
  const how = `scripts ${scripts ? 'on' : 'off'}`;

  test(`whoever says that they know a family is kept from it, and another person finds otherwise, ${how}`, async () => {
    const { origin } = await demo();
    const coordinator = await signedIn(origin, HOUSE, 'coordinator', { scripts });
    const shoot = async (walker, name) => {
      if (scripts) await walker.shoot(name);
    };
    await coordinator.visit('/cases?stage=live');
    await followFirst(coordinator, /^CS-/);
    const path = new URL(coordinator.page.url()).pathname;
    await coordinator.follow('Who here knows the family');
    const lead = await signedIn(origin, HOUSE, 'safeguarding lead', { scripts });
    await lead.visit(`${path}/interests`);
    await followFirst(lead, 'I know this family');
    await shoot(lead, 'interest-declare');
    await answer(lead, 'How close are you to anybody of this family?', 'A relative of one of them');
    await confirm(lead);
    assert.match(await lead.text(), /One family is not shown to you/);
    await shoot(lead, 'today-kept-from');
    await lead.visit(path, { status: 404 });

    await coordinator.visit(`${path}/interests`);
    assert.match(await coordinator.text(), /Kept from the case/);
    await shoot(coordinator, 'interests');
    await followFirst(coordinator, /^Settle/);
    await answer(coordinator, 'What did you find?', 'They have nothing to do with the family');
    await answer(coordinator, 'How do you know?', 'The family meant is another one; both were asked.');
    await confirm(coordinator);
    assert.match(await coordinator.text(), /Nothing to do with the family/);
    await lead.visit(path);
    await lead.close();
    await coordinator.close();
  });
}
