import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { start } from '../harness/program.mjs';
import { person } from '../harness/walker.mjs';
import { answer } from './answering.mjs';

const PASSWORD = 'three quiet otters';

/** A telephone's keeper of passkeys, as the browser's own tools pretend one. */
async function keeper(walker) {
  const tools = await walker.context.newCDPSession(walker.page);
  await tools.send('WebAuthn.enable');
  const { authenticatorId } = await tools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    /** The finger is not recognised any more. */
    refuse: () => tools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false }),
    recognise: () => tools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true }),
    held: async () => (await tools.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
  };
}

/** Presses a button whose form is sent by a script, once the finger was recognised. */
async function touch(walker, name) {
  await Promise.all([
    walker.page.waitForEvent('load'),
    walker.page.getByRole('button', { name, exact: true }).click(),
  ]);
  await walker.look();
}

test('a coordinator adds a passkey, signs in with it, gives it again, and keeps the only one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'passkeys-'));
  const data = ['--data', join(folder, 'data'), '--key-file', join(folder, 'keys', 'keys.jsonl')];
  const program = await start(['serve', ...data, '--listen', '127.0.0.1:0']);
  try {
    const { port } = new URL(program.origin);
    const walker = await person(`http://localhost:${port}`);
    walker.answers = 0;
    const telephone = await keeper(walker);
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
    await walker.shoot('passkeys-sign-in');
    await walker.fill('Sign-in name', 'noor');
    await walker.fill('Password', PASSWORD);
    await walker.press('Sign in');

    await walker.visit('/account');
    await walker.shoot('passkeys-account-without');
    await walker.press('Add a passkey');
    await walker.press('Continue');
    assert.match(await walker.text(), /Enter a name/);
    await walker.shoot('passkeys-add-problem');
    await walker.fill('Name', 'my telephone');
    await walker.fill('Your present password', PASSWORD);
    await walker.press('Continue');
    await walker.shoot('passkeys-make');
    await touch(walker, 'Make the passkey');
    assert.match(await walker.text(), /my telephone/);
    await walker.shoot('passkeys-account');
    const [held] = await telephone.held();
    assert.ok(held.isResidentCredential && held.rpId === 'localhost');

    await walker.visit('/sign-out');
    await walker.press('Sign out here');
    await telephone.refuse();
    await walker.page.getByRole('button', { name: 'Sign in with a passkey', exact: true }).click();
    await walker.page.getByText('Your browser gave no passkey').waitFor();
    await walker.shoot('passkeys-sign-in-refused');
    await telephone.recognise();
    await touch(walker, 'Sign in with a passkey');
    assert.match(await walker.page.title(), /^Today/);

    // The right password alone is not enough any more, and leads to the passkey.
    await walker.visit('/sign-out');
    await walker.press('Sign out here');
    await walker.fill('Sign-in name', 'noor');
    await walker.fill('Password', PASSWORD);
    await walker.press('Sign in');
    await walker.shoot('passkeys-after-the-password');
    await touch(walker, 'Sign in with a passkey');
    assert.match(await walker.page.title(), /^Today/);

    await walker.visit('/centre/second-factor');
    await answer(walker, 'Does the centre demand a second factor?', 'Yes');
    await walker.press('Continue');
    await walker.press('Confirm and save');
    assert.match(await walker.text(), /Demanded for protected facts/);

    await walker.visit('/step-up?then=/account/password');
    await walker.shoot('passkeys-step-up');
    await touch(walker, 'Use a passkey');
    assert.match(await walker.page.title(), /^Change your password/);

    await walker.visit('/account');
    await walker.follow('Take away my telephone');
    assert.match(await walker.text(), /your only second factor/);
    await walker.shoot('passkeys-only-one');
    await walker.close();

    // At an address of numbers nothing of it is offered, nor without scripts.
    const elsewhere = await person(program.origin);
    await elsewhere.visit('/sign-in');
    assert.doesNotMatch(await elsewhere.text(), /passkey/);
    await elsewhere.close();
    const without = await person(`http://localhost:${port}`, { scripts: false });
    await without.visit('/sign-in');
    assert.doesNotMatch(await without.text(), /passkey/);
    await without.shoot('passkeys-without-scripts');
    await without.close();
  } finally {
    await program.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
