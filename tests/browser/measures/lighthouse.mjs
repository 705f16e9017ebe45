// Prints Lighthouse's marks for the first pages and those of a member as a phone sees them, each the median of five, and fails below 98 for
// performance or 100 for accessibility. It is no part of `tests/run`, since it needs a quiet machine, and Lighthouse is
// installed into a folder of its own, so that no test waits for it. From the root:
//
//   cargo build --locked --workspace --features tests/paused-clock --bin porchlight-local
//   npm install --prefix /tmp/lighthouse lighthouse@13.5.0
//   node tests/browser/measures/lighthouse.mjs /tmp/lighthouse
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { Portal } from '../src/portal.mjs';
import * as steps from '../src/steps.mjs';
import { Visitor, launch as chromium } from '../src/visitor.mjs';

const PAGES = ['/sign-in', '/register', '/recover', '/terms'];
const OF_A_MEMBER = ['/home', '/bills', '/usage', '/pay', '/outages'];
const TRIES = 5;
const MARKS = ['performance', 'accessibility', 'best-practices'];
const LEAST = { performance: 98, accessibility: 100 };

const folder = process.argv[2];
if (!folder) throw new Error('Name the folder that Lighthouse is installed in.');
const { resolve } = createRequire(join(folder, 'package.json'));
const load = (name) => import(pathToFileURL(resolve(name)));
const [{ default: lighthouse }, { launch }] = await Promise.all([load('lighthouse'), load('chrome-launcher')]);

const median = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];

/** Looks at a page so often, each time as a new visitor, with the cookies of somebody or none. */
async function looked(url, cookies) {
  const runs = [];
  for (let count = 0; runs.length < TRIES; count++) {
    if (count === 2 * TRIES) throw new Error(`Lighthouse cannot look at ${url}.`);
    const browser = await launch({
      chromePath: process.env.CHROMIUM ?? '/usr/bin/chromium', chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'],
    });
    try {
      const settings = { port: browser.port, onlyCategories: MARKS, logLevel: 'error', extraHeaders: cookies && { Cookie: cookies } };
      const { lhr } = await lighthouse(url, settings);
      // Now and then the browser paints nothing while it is looked at.
      if (!lhr.runtimeError && !lhr.audits['first-contentful-paint'].errorMessage) runs.push(lhr);
    } finally {
      browser.kill();
    }
  }
  return runs;
}

/** Prints the marks of a page. */
async function mark(path, cookies) {
  const runs = await looked(new URL(path, portal.origin).href, cookies);
  const elsewhere = runs.map((run) => new URL(run.finalDisplayedUrl).pathname).find((it) => it !== path);
  if (elsewhere) throw new Error(`${path} leads to ${elsewhere}`);
  const marks = MARKS.map((mark) => [mark, median(runs.map((run) => Math.round(run.categories[mark].score * 100)))]);
  const paint = median(runs.map((run) => Math.round(run.audits['first-contentful-paint'].numericValue)));
  console.log(`${path}: ${marks.map(([mark, value]) => `${mark} ${value}`).join(', ')}, first paint ${paint} ms`);
  if (marks.some(([mark, value]) => value < (LEAST[mark] ?? 0))) process.exitCode = 1;
}

const portal = await Portal.start();
const browser = await chromium();
try {
  for (const path of PAGES) await mark(path);
  const visitor = await Visitor.enter(browser, portal.origin);
  await visitor.open('/sign-in');
  await steps.settle(visitor, portal, portal.person());
  for (const path of OF_A_MEMBER) {
    // Each look begins the time to be idle anew.
    await visitor.open(path);
    const cookies = await visitor.context.cookies();
    await mark(path, cookies.map(({ name, value }) => `${name}=${value}`).join('; '));
  }
} finally {
  await Promise.all([browser.close(), portal.stop()]);
}
