import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { demo } from '../harness/program.mjs';
import { followFirst, signedIn } from './answering.mjs';

const HOUSE = 'Kingfisher House';

/** Who of the house reads what was recorded at a supervised session: by `domain.md` 3.1, not by what the program does. */
const OPEN = ['coordinator', 'safeguarding lead', 'deputy safeguarding lead'];
const SHUT = ['intake worker', 'trustee', 'administrator'];

/** The address of a session that is over, and of one that nobody ever booked. */
async function recorded(coordinator) {
  await coordinator.visit('/cases?stage=live');
  await followFirst(coordinator, /^CS-/);
  await coordinator.visit(`${new URL(coordinator.page.url()).pathname}/sessions`);
  const row = coordinator.page.getByRole('row').filter({ hasText: 'Recorded' }).first();
  return { over: await row.getByRole('link').first().getAttribute('href'), never: `/sessions/${randomUUID()}` };
}

/** Of all who hold a role and no other, those who were at a session and those who were not. */
async function byPresence(origin, role, path) {
  const there = [];
  const elsewhere = [];
  const probe = await signedIn(origin, HOUSE, 'coordinator', {});
  await probe.visit('/sign-in');
  const count = await probe.page.locator(`h2:text-is("${HOUSE}") + ul`).getByRole('button', { name: new RegExp(`^[^,]+, ${role}$`) }).count();
  await probe.close();
  for (let nth = 0; nth < count; nth += 1) {
    const reader = await signedIn(origin, HOUSE, role, {}, nth);
    const { status } = await reader.fetch(path);
    (status === 200 ? there : elsewhere).push(reader);
  }
  return { there, elsewhere };
}

test('eight people open the same session, and each sees what is theirs to see', async () => {
  const { origin } = await demo();
  const coordinator = await signedIn(origin, HOUSE, 'coordinator', {});
  const { over, never } = await recorded(coordinator);
  const { there, elsewhere } = await byPresence(origin, 'contact supervisor', over);
  assert.equal(there.length, 1, 'one supervisor was at this session, and no other reads of it');
  assert.ok(elsewhere.length >= 4);
  await coordinator.close();

  const pages = new Map();
  const reads = async (reader, as) => {
    await reader.visit(over);
    assert.match(await reader.text(), /Visiting adult in/);
    await reader.shoot(`session-read-by-${as.replaceAll(' ', '-')}`);
    pages.set(as, await reader.text());
    await reader.close();
  };
  for (const role of OPEN) await reads(await signedIn(origin, HOUSE, role, {}), role);
  await reads(there[0], 'the supervisor of the day');

  const refusals = [];
  const isRefused = async (reader, as) => {
    const [shut, absent] = [await reader.fetch(over), await reader.fetch(never)];
    assert.deepEqual([shut.status, absent.status], [404, 404], as);
    const bare = (body) => body.toString().replaceAll(over, '').replaceAll(never, '');
    assert.equal(bare(shut.body), bare(absent.body), `${as}: a session that is shut looks like one that never was`);
    await reader.visit(over, { status: 404 });
    await reader.shoot(`session-shut-to-${as.replaceAll(' ', '-')}`);
    refusals.push(await reader.text());
    await reader.close();
  };
  for (const role of SHUT) await isRefused(await signedIn(origin, HOUSE, role, {}), role);
  await isRefused(elsewhere.shift(), 'another supervisor');
  assert.equal(new Set(refusals).size, 1, 'all of them are told the same');
  for (const reader of elsewhere) await reader.close();
  assert.equal(pages.size + refusals.length, 8);
});
