import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { start } from '../harness/program.mjs';
import { person } from '../harness/walker.mjs';
import { answer } from './answering.mjs';

const PASSWORD = 'three quiet otters';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code that a telephone with this secret shows, `ahead` half minutes from now (RFC 6238). */
function code(secret, ahead = 0) {
  const bits = [...secret.replaceAll(/\s/g, '')].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const mac = createHmac('sha1', key).update(counter).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

test('a coordinator demands a second factor, sets up their own on the way, and signs in with it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'second-factor-'));
  const data = ['--data', join(folder, 'data'), '--key-file', join(folder, 'keys', 'keys.jsonl')];
  const program = await start(['serve', ...data, '--listen', '127.0.0.1:0']);
  try {
    const walker = await person(program.origin);
    walker.answers = 0;
    await walker.visit(new URL(program.output().match(/First coordinator: (\S+)/)[1]).pathname);
    for (const [question, given] of [
      ['Name of the centre', 'Wren House'],
      ['Your first name', 'Noor'],
      ['Your last name', 'Aziz'],
      ['Sign-in name', 'noor'],
    ]) {
      await answer(walker, question, given);
    }
    await walker.fill('Password', PASSWORD);
    await walker.press('Set up the centre');
    await walker.fill('Sign-in name', 'noor');
    await walker.fill('Password', PASSWORD);
    await walker.press('Sign in');
    assert.match(await walker.text(), /demands no second factor/);

    await walker.visit('/centre/second-factor');
    await answer(walker, 'Does the centre demand a second factor?', 'Yes');
    await walker.press('Continue');
    await walker.press('Confirm and save');
    assert.match(await walker.text(), /You have none yet/);
    await walker.press('Set up a second factor');
    await walker.fill('Your present password', PASSWORD);
    await walker.press('Show the secret');
    const secret = await walker.page.locator('main code').innerText();
    await walker.shoot('second-factor-secret');
    await walker.fill('Code', '000000');
    await walker.press('Finish');
    assert.match(await walker.text(), /There is a problem/);
    await walker.fill('Code', code(secret));
    await walker.press('Finish');
    assert.match(await walker.text(), /A code from your telephone/);
    await walker.shoot('account');

    await walker.visit('/centre/second-factor');
    assert.match(await walker.text(), /This is the draft you kept/);
    await walker.press('Continue');
    await walker.press('Confirm and save');
    assert.match(await walker.text(), /Demanded for protected facts/);

    await walker.visit('/sign-out');
    await walker.press('Sign out here');
    await walker.fill('Sign-in name', 'noor');
    await walker.fill('Password', PASSWORD);
    await walker.press('Sign in');
    await walker.shoot('enter-your-code');
    // The code of a step that was used is refused; that of the next is taken a little early.
    await walker.fill('Code', code(secret, 1));
    await walker.press('Sign in');
    assert.match(await walker.page.title(), /^Today/);
    await walker.close();
  } finally {
    await program.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
