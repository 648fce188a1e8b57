// The program under test, started as a person would start it.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as settings from './settings.mjs';

const ADDRESS = /https?:\/\/127\.0\.0\.1:\d+/;

/**
 * Starts the program and waits for the line on which it prints its address.
 * @returns {Promise<{origin: string, output: () => string, stop: () => Promise<void>}>}
 */
export async function start(args, { command = settings.program, patience = 120_000, env = {} } = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  const output = [];
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve(code ?? signal)));
  // A runner that is cut short must not leave a server behind.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);

  const stop = async () => {
    process.off('exit', kill);
    child.kill('SIGTERM');
    const stubborn = setTimeout(kill, 10_000);
    await ended;
    clearTimeout(stubborn);
  };

  createInterface({ input: child.stderr }).on('line', (line) => output.push(line));
  const origin = await new Promise((resolve, reject) => {
    const fail = (why) => {
      clearTimeout(timer);
      process.off('exit', kill);
      kill();
      reject(new Error(`${command} ${args.join(' ')}: ${why}\n${output.slice(-40).join('\n')}`));
    };
    const timer = setTimeout(() => fail(`printed no address within ${patience / 1000} s`), patience);
    child.once('error', (error) => fail(error.message));
    ended.then((how) => fail(`ended (${how}) before it printed an address`));
    createInterface({ input: child.stdout }).on('line', (line) => {
      output.push(line);
      const found = line.match(ADDRESS);
      if (found) {
        clearTimeout(timer);
        resolve(found[0]);
      }
    });
  });
  return { origin, output: () => output.join('\n'), stop };
}

let shared;

/** The demo all journeys share: its region takes seconds to fill. Stopped by `stopDemo`, unless it served before. */
export function demo() {
  if (settings.serving) return Promise.resolve({ origin: settings.serving, output: () => '', stop: async () => {} });
  // An unoptimised program on a busy machine takes its time to fill a region.
  shared ??= start(['demo', '--listen', '127.0.0.1:0', '--no-open'], { patience: 300_000 });
  return shared;
}

/** Stops the shared demo if one was started. */
export async function stopDemo() {
  const running = await shared?.catch(() => undefined);
  shared = undefined;
  await running?.stop();
}
