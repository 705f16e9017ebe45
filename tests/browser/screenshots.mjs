// Makes a picture of every page and letter, for people to look at: screenshots/.
import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { Portal } from './src/portal.mjs';
import { previews } from './src/preview.mjs';
import { tour } from './src/tour.mjs';
import { Visitor, launch } from './src/visitor.mjs';

const FOLDER = fileURLToPath(new URL('screenshots/', import.meta.url));
const PAGE_WIDTHS = [360, 1280];
const LETTER_WIDTHS = [360, 640];
const SCHEMES = ['light', 'dark'];

/** Takes one picture for each width and light. */
async function shoot(page, name, widths) {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${FOLDER}${name.replaceAll(' ', '-')}.${width}.${colorScheme}.png`, fullPage: true });
    }
  }
  await page.setViewportSize({ width: widths[0], height: 800 });
}

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER);
const [portal, browser] = await Promise.all([Portal.start(), launch()]);
try {
  await tour(browser, portal, { language: 'en' }, (name, { page }) => shoot(page, name, PAGE_WIDTHS));
  const visitor = await Visitor.enter(browser, portal.origin);
  for (const [prefix, widths] of [['problem_', PAGE_WIDTHS], ['letter_', LETTER_WIDTHS]]) {
    for (const { name, html } of await previews('en', prefix)) {
      await visitor.page.setContent(html);
      await shoot(visitor.page, name, widths);
    }
  }
} finally {
  await browser.close();
  await portal.stop();
}
console.log(FOLDER);
