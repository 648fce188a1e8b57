// What must hold on every page. Each rule returns sentences about what is wrong; none means the page is well.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import * as settings from './settings.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 AA, and three rules of good practice whose lack a screen reader's user notices first. */
const AXE = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  rules: {
    'heading-order': { enabled: true },
    'landmark-one-main': { enabled: true },
    'empty-heading': { enabled: true },
  },
  resultTypes: ['violations'],
};

/** The page's address without what differs from record to record, so that two cases' pages count as one page. */
export function address(url) {
  const { pathname } = new URL(url);
  return pathname
    .split('/')
    .map((part) => (/\d/.test(part) ? ':id' : part))
    .join('/');
}

/** Titles seen so far in this run, and the page each belongs to; each program is a site of its own. */
export class Titles {
  #pageOf = new Map();

  wrong(title, url) {
    if (title.trim() === '') return ['the page has no title'];
    const page = address(url);
    const key = `${new URL(url).origin} ${title}`;
    const other = this.#pageOf.get(key);
    if (other !== undefined && other !== page) return [`the title "${title}" is also that of ${other}`];
    this.#pageOf.set(key, page);
    return [];
  }
}

export async function oneHeading(page) {
  const headings = await page.locator('h1').count();
  return headings === 1 ? [] : [`the page has ${headings} main headings (h1) instead of one`];
}

export async function fitsItsWidth(page, width) {
  const { content, window } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  return content > window ? [`at ${width} px the page is ${content} px wide and scrolls sideways`] : [];
}

/** The parts a page needs for those who cannot see it; also without scripts, where axe has a harder time. */
export async function hasItsFrame(page) {
  return page.evaluate(() => {
    const wrong = [];
    if (!document.documentElement.lang) wrong.push('the page does not say its language');
    if (document.querySelectorAll('main').length !== 1) wrong.push('the page has not exactly one main part');
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) wrong.push(`two elements have the id "${id}"`);
    for (const field of document.querySelectorAll('input:not([type=hidden], [type=submit], [type=button]), select, textarea')) {
      const named = field.labels?.length || field.ariaLabel || field.getAttribute('aria-labelledby');
      if (!named) wrong.push(`the field "${field.name}" has no label`);
    }
    for (const form of document.querySelectorAll('form')) {
      if (!form.querySelector('button, input[type=submit], input[type=image]')) wrong.push('a form has no button');
    }
    return wrong;
  });
}

/** By hash of what was checked: the same page at the same width need not be checked again. */
const checkedByAxe = new Set();

export async function accessible(page, width) {
  const key = `${width} ${await page.content()}`;
  if (checkedByAxe.has(key)) return [];
  // Through the debugger's protocol: the page's own policy allows no script of ours.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate((options) => window.axe.run(document, options), AXE);
  if (violations.length === 0) checkedByAxe.add(key);
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => `at ${width} px, ${violation.id}: ${violation.help}: ${node.html.slice(0, 200)}`),
  );
}

/** Everything that can be seen on a page as it stands, at both widths. */
export async function lookAt(page, { titles, scripts }) {
  const wrong = [
    ...titles.wrong(await page.title(), page.url()),
    ...(await oneHeading(page)),
    ...(await hasItsFrame(page)),
  ];
  const before = page.viewportSize();
  for (const width of Object.values(settings.widths)) {
    await page.setViewportSize({ width, height: 900 });
    wrong.push(...(await fitsItsWidth(page, width)));
    if (scripts) wrong.push(...(await accessible(page, width)));
  }
  await page.setViewportSize(before);
  return wrong;
}
