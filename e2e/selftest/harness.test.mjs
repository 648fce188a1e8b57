// The harness is worth what it refuses: each rule is seen to fail on a page that breaks it.
import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { start } from '../harness/program.mjs';
import * as settings from '../harness/settings.mjs';
import { person } from '../harness/walker.mjs';
import { servePages } from './pages.mjs';

let pages;
before(async () => {
  pages = await servePages();
});
after(() => pages.stop());

async function walk(how, steps) {
  const walker = await person(pages.origin, how);
  try {
    await steps(walker);
    return walker.tally;
  } finally {
    await walker.close();
  }
}

for (const scripts of [true, false]) {
  const off = scripts ? '' : ' without scripts';

  test(`a good page passes and its walk is counted${off}`, async () => {
    const tally = await walk({ scripts }, async (walker) => {
      await walker.visit('/good');
      await walker.fill('Full name', 'Sam Okoro');
      await walker.choose('Yes', 'Is a car coming?');
      await walker.select('Door', '2');
      await walker.press('Continue');
      assert.match(await walker.text(), /Thank you/);
      await walker.visit('/good');
      await walker.follow('Next page');
      assert.match(await walker.text(), /Next/);
    });
    assert.deepEqual(tally, { pages: 4, fields: 3, taps: 4 });
  });

  for (const [path, complaint] of [
    ['/wide', /at 1100 px the page is 14\d\d px wide/],
    ['/wide-on-a-phone', /at 375 px the page is 7\d\d px wide/],
    ['/no-heading', /has 0 main headings/],
    ['/two-headings', /has 2 main headings/],
    ['/no-title', /has no title/],
    ['/no-language', /does not say its language/],
    ['/no-label', /the field "who" has no label/],
    ['/no-button', /a form has no button/],
    ['/double-id', /two elements have the id "a"/],
    ['/policy', /the console says: .*Content Security Policy/],
    ['/elsewhere', /asks elsewhere\.example/],
    ['/missing', /the status is 404, not 200/],
  ]) {
    test(`${path} is refused${off}`, async () => {
      await walk({ scripts }, (walker) => assert.rejects(walker.visit(path), complaint));
    });
  }

  test(`a page that is meant to be refused may be${off}`, async () => {
    await walk({ scripts }, async (walker) => {
      await walker.visit('/forbidden', { status: 403 });
      await assert.rejects(walker.visit('/good', { status: 403 }), /the status is 200, not 403/);
    });
  });
}

for (const [path, complaint] of [
  ['/console', /the console says: oh no/],
  ['/throws', /a script failed: broken/],
  ['/contrast', /color-contrast/],
]) {
  test(`${path} is refused where scripts run`, async () => {
    await walk({}, (walker) => assert.rejects(walker.visit(path), complaint));
  });
}

test('without scripts none runs', async () => {
  await walk({ scripts: false }, (walker) => walker.visit('/console'));
});

test('one title for every case is one page, not two', async () => {
  await walk({}, async (walker) => {
    await walker.visit('/cases/12');
    await walker.visit('/cases/13');
  });
});

test('two pages with one title are refused', async () => {
  await walk({}, async (walker) => {
    await walker.visit('/next');
    await assert.rejects(walker.visit('/same-title'), /the title "The next page" is also that of \/next/);
  });
});

test('two people share no cookies, and what is no page is fetched with their own', async () => {
  const [one, other] = [await person(pages.origin), await person(pages.origin)];
  await one.context.addCookies([{ name: 'signed-in', value: 'yes', url: pages.origin }]);
  assert.equal((await other.context.cookies()).length, 0);
  const said = await one.fetch('/said-cookies');
  assert.equal(said.body.toString(), 'signed-in=yes');
  assert.equal((await other.fetch('/said-cookies')).body.toString(), '');
  await one.close();
  await other.close();
});

test('pictures are taken at both widths', async () => {
  const files = Object.values(settings.widths).map((width) => `${settings.shots}selftest-${width}.png`);
  for (const file of files) rmSync(file, { force: true });
  await walk({}, async (walker) => {
    await walker.visit('/good');
    await walker.shoot('selftest');
  });
  for (const file of files) {
    assert.ok(existsSync(file), file);
    rmSync(file);
  }
});

test('a program is found by the address it prints, and its end or silence is an error', async () => {
  const run = (script, patience = 10_000) => start(['-c', script], { command: 'sh', patience });
  const well = await run('echo filling; echo open http://127.0.0.1:4321/ now; exec sleep 60');
  assert.equal(well.origin, 'http://127.0.0.1:4321');
  await well.stop();
  await assert.rejects(run('echo no room >&2; exit 3'), /ended \(3\) before it printed an address[^]*no room/);
  await assert.rejects(run('exec sleep 60', 300), /printed no address within 0.3 s/);
  await assert.rejects(start([], { command: '/nowhere/program' }), /ENOENT/);
});
