// The picture that an authenticator app scans.
import assert from 'node:assert/strict';
import { it } from 'node:test';

import jsQR from 'jsqr';

import { newMember } from '../src/member.mjs';
import { browser, portal } from '../src/running.mjs';

/** What a reader that is not ours finds in a picture. */
async function read(visitor, picture) {
  const page = await visitor.context.newPage();
  const { pixels, width, height } = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const drawing = canvas.getContext('2d');
    drawing.drawImage(image, 0, 0);
    return { pixels: [...drawing.getImageData(0, 0, image.width, image.height).data], width: image.width, height: image.height };
  }, picture.toString('base64'));
  return jsQR(Uint8ClampedArray.from(pixels), width, height)?.data;
}

it('the picture is one that a reader finds, with the key that stands beside it, in the dark too', { timeout: 120_000 }, async () => {
  const { person, visitor } = await newMember(browser, portal);
  for (const colorScheme of ['light', 'dark']) {
    await visitor.page.emulateMedia({ colorScheme });
    await visitor.open('/profile/security/app');

    const found = await read(visitor, await visitor.page.locator('main svg').screenshot());

    const key = (await visitor.page.locator('main strong.code').allInnerTexts()).join('');
    const address = new URL(found);
    assert.deepEqual([address.protocol, address.searchParams.get('secret')], ['otpauth:', key], colorScheme);
    assert.match(decodeURIComponent(address.pathname), new RegExp(person.email));
  }
  await visitor.leave();
});
