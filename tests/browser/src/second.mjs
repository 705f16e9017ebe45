// The second step of signing in: its pages, each once, and an authenticator app as a phone has it.
import { createHmac } from 'node:crypto';

import * as steps from './steps.mjs';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code of a key (RFC 6238), so many half minutes from now. */
export function code(key, later = 0) {
  const bits = [...key.replaceAll(' ', '')].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const number = mac.readUInt32BE(mac.at(-1) & 15) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** Sets up an app, signs in by it, and looks at every page on the way. */
export async function secondStep(visitor, person, at) {
  await visitor.open('/profile/security');
  await at('security', 200);
  await visitor.press('main .actions a.go');
  await at('security app', 200);
  await visitor.press(steps.SUBMIT);
  await at('security app refused', 422);
  const key = (await visitor.page.locator('main strong.code').allInnerTexts()).join('');
  await visitor.fill({ code: code(key) });
  await visitor.press(steps.SUBMIT);
  await at('security codes', 200);
  await visitor.press(steps.SUBMIT);
  await at('security codes shown', 200);
  await visitor.press('main .actions a.go');
  await at('security with an app', 200);
  await visitor.open('/profile/security/remove');
  await at('security remove', 200);
  await steps.signOut(visitor);
  await steps.signIn(visitor, person);
  await at('sign-in second', 200);
  await visitor.press(steps.SUBMIT);
  await at('sign-in second refused', 422);
  await visitor.press('main a[href="/sign-in/second/lost"]');
  await at('sign-in second lost', 200);
  await visitor.press('main a[href="/sign-in/second"]');
  // A code is taken once, and the next one already, too.
  await visitor.fill({ code: code(key, 1) });
  await visitor.press(steps.SUBMIT);
  await at('home by a code', 200);
}
