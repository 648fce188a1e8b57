// A person at the browser: walks from page to page as people do, by names they can read, and looks at each page.
import { mkdir } from 'node:fs/promises';
import { browser } from './browser.mjs';
import { Titles, lookAt } from './rules.mjs';
import * as settings from './settings.mjs';

/** Titles must differ over the whole run, not only on one walk. */
const titles = new Titles();

/**
 * A new person with a browser window of their own: nobody's cookies are shared.
 * @param {string} origin where the program is, as `demo()` says
 * @param {{scripts?: boolean, width?: number}} [how] `scripts: false` switches JavaScript off
 */
export async function person(origin, { scripts = true, width = settings.widths.laptop } = {}) {
  const context = await (await browser()).newContext({
    javaScriptEnabled: scripts,
    viewport: { width, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
    // The program's own authority, where it has one.
    ignoreHTTPSErrors: true,
  });
  context.setDefaultTimeout(20_000);
  return new Walker(origin, context, await context.newPage(), scripts);
}

class Walker {
  /**
   * What the walk has cost so far. `pages` were loaded; `fields` were answered (a text, a choice, a tick); `taps` are
   * clicks on links, buttons, choices and ticks. Typing into a field is no tap of its own.
   */
  tally = { pages: 0, fields: 0, taps: 0 };
  #noise = [];
  #response;

  constructor(origin, context, page, scripts) {
    Object.assign(this, { origin, context, page, scripts });
    page.on('console', (message) => {
      if (message.type() === 'error') this.#noise.push(`the console says: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.#noise.push(`a script failed: ${error.message}`));
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith('http') && !['127.0.0.1', new URL(origin).hostname].includes(url.hostname)) {
        this.#noise.push(`the page asks ${url.hostname} for something`);
      }
    });
    page.on('response', (response) => {
      const request = response.request();
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) this.#response = response;
    });
  }

  /** Goes to an address of the program and looks at the page. */
  async visit(path, { status = 200 } = {}) {
    await this.page.goto(new URL(path, this.origin).href);
    await this.look({ status });
  }

  /** Follows the link with this name. */
  async follow(name, expected) {
    await this.#tap(this.page.getByRole('link', { name, exact: typeof name === 'string' }), expected);
  }

  /** Presses the button with this name (or the link that looks like one). */
  async press(name, expected) {
    const exact = typeof name === 'string';
    const button = this.page.getByRole('button', { name, exact });
    await this.#tap(button, expected);
  }

  /** Fills the field with this label. A date's three boxes are three fields, as they are to the person. */
  async fill(label, value) {
    await this.#field(label).fill(String(value));
    this.tally.fields += 1;
  }

  /** Picks the radio button or ticks the box with this label; `within` names its question where two have the same. */
  async choose(label, within) {
    const scope = within === undefined ? this.page : this.page.getByRole('group', { name: within });
    // Without force: the browser waits until the choice stands still and would take the click.
    await scope.getByLabel(label, { exact: typeof label === 'string' }).check();
    this.tally.fields += 1;
    this.tally.taps += 1;
  }

  /** Picks an entry of a list of choices. */
  async select(label, option) {
    await this.#field(label).selectOption({ label: option });
    this.tally.fields += 1;
    this.tally.taps += 1;
  }

  /** Hands over a file: a path, or `{ name, mimeType, buffer }`. */
  async attach(label, file) {
    await this.#field(label).setInputFiles(file);
    this.tally.fields += 1;
  }

  /** Looks at the page as it stands and throws with everything that is wrong with it. */
  async look({ status = 200 } = {}) {
    await this.page.waitForLoadState('load');
    this.tally.pages += 1;
    const got = this.#response?.status();
    const wrong = got === status ? [] : [`the status is ${got}, not ${status}: ${(await this.text()).slice(0, 400)}`];
    // A refusal is one page wherever it is met, so its title only has to be there.
    const others = status < 400 ? titles : new Titles();
    wrong.push(...(await lookAt(this.page, { titles: others, scripts: this.scripts })));
    wrong.push(...this.#noise.splice(0).filter((line) => !isAbout(status, line)));
    if (wrong.length > 0) {
      const { pathname, search } = new URL(this.page.url());
      throw new Error(`${pathname}${search} (scripts ${this.scripts ? 'on' : 'off'}):\n  ${wrong.join('\n  ')}`);
    }
  }

  /** Fetches something that is no page (a PDF, JSON) with this person's cookies. */
  async fetch(path) {
    const response = await this.context.request.get(new URL(path, this.origin).href);
    return { status: response.status(), headers: response.headers(), body: await response.body() };
  }

  /** The text of the page's main part, for assertions. */
  text() {
    return this.page.locator('main').innerText();
  }

  /** Pictures of the page at both widths, `shots/NAME-WIDTH.png`, to be looked at by a person. */
  async shoot(name) {
    await mkdir(settings.shots, { recursive: true });
    const before = this.page.viewportSize();
    for (const width of Object.values(settings.widths)) {
      await this.page.setViewportSize({ width, height: 900 });
      await this.page.screenshot({ path: `${settings.shots}${name}-${width}.png`, fullPage: true });
    }
    await this.page.setViewportSize(before);
  }

  async close() {
    await this.context.close();
  }

  #field(label) {
    return this.page.getByLabel(label, { exact: typeof label === 'string' });
  }

  /** Taps something that leads to a page: the answer to this tap, not the page before, is what is looked at. */
  async #tap(target, expected) {
    this.tally.taps += 1;
    await Promise.all([
      this.page.waitForEvent('response', (response) => this.#isAnswer(response)),
      // Less patience than for the answer: a name that is not on the page is then told as that.
      target.click({ timeout: 8_000 }),
    ]);
    await this.page.waitForLoadState('load');
    await this.look(expected);
  }

  /** A redirect is on the way, not the answer. */
  #isAnswer(response) {
    const request = response.request();
    const redirects = response.status() >= 300 && response.status() < 400;
    return request.isNavigationRequest() && request.frame() === this.page.mainFrame() && !redirects;
  }
}

/** Chromium reports a page's own status of 400 and more as an error; where it was expected it is none. */
function isAbout(status, line) {
  return status >= 400 && line.includes('Failed to load resource') && line.includes(`status of ${status}`);
}
