// The portal and the browser of a file of tests: both start before its first test and end after its last.
import { after, before } from 'node:test';

import { Portal } from './portal.mjs';
import { launch } from './visitor.mjs';

export let portal;
export let browser;

before(async () => {
  [portal, browser] = await Promise.all([Portal.start(), launch()]);
});

after(async () => {
  await Promise.all([browser?.close(), portal?.stop()]);
});
