// A person at a browser, and what the browser reports.
import { chromium } from 'playwright-core';

const ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];
// Longer than a busy machine takes. Only something that never comes waits so long.
const PATIENCE = 60_000;
export const PHONE = { width: 360, height: 800 };

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGUMENTS });

export class Visitor {
  /** The browser's complaints: console errors, uncaught exceptions, policy violations. */
  complaints = [];
  /** Each request except those to the inbox: url, kind, bytes on the wire. */
  requests = [];
  /** The status of the page that is shown. */
  status = 0;

  static async enter(browser, origin, { javascript = true, bypassCSP = false, viewport = PHONE, scheme = 'light', language = 'en', cookies = [] } = {}) {
    const context = await browser.newContext({
      javaScriptEnabled: javascript, bypassCSP, viewport, colorScheme: scheme, locale: `${language}-US`,
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(PATIENCE);
    await context.addCookies(cookies);
    const visitor = new Visitor();
    visitor.context = context;
    visitor.origin = origin;
    visitor.language = language;
    visitor.javascript = javascript;
    visitor.page = await context.newPage();
    await visitor.#listen();
    return visitor;
  }

  leave() {
    return this.context.close();
  }

  /** Opens a page by its path. */
  async open(path) {
    await this.page.goto(new URL(path, this.origin).href);
  }

  get path() {
    return new URL(this.page.url()).pathname;
  }

  /** Does something that leads to another page, and waits for that page. */
  async turn(act) {
    const [from, before] = [this.page.url(), this.requests.length];
    let done = 'not done';
    try {
      await Promise.all([this.page.waitForEvent('load'), act().then(() => { done = 'done'; })]);
    } catch (cause) {
      const answered = this.requests.slice(before).map(({ method, url }) => `${method} ${url}`);
      throw new Error(`No page follows ${from}: ${done}, answered [${answered}], ${this.complaints.join('; ')}`, { cause });
    }
  }

  /** Presses a control and waits for the page that follows. */
  press(selector) {
    return this.turn(() => this.page.locator(selector).first().click());
  }

  async fill(values) {
    for (const [id, value] of Object.entries(values)) await this.page.fill(`#${id}`, value);
  }

  /** Starts to count bytes and requests anew. */
  forgetRequests() {
    this.requests = [];
  }

  async #listen() {
    const { page } = this;
    page.on('console', (message) => {
      // The browser also reports the status of a refused form or a missing page as an error.
      const own = message.text().startsWith('Failed to load resource') && message.location().url === page.url();
      if (message.type() === 'error' && !own) this.complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.complaints.push(`${page.url()}: ${error}`));
    page.on('response', (response) => {
      if (response.request().isNavigationRequest() && response.frame() === page.mainFrame()) this.status = response.status();
    });
    const wire = await this.context.newCDPSession(page);
    await wire.send('Network.enable');
    const open = new Map();
    const close = (id, bytes) => {
      const request = open.get(id);
      open.delete(id);
      if (request) this.requests.push({ ...request, bytes });
    };
    wire.on('Network.requestWillBeSent', ({ requestId, request, type, redirectResponse }) => {
      if (redirectResponse) close(requestId, redirectResponse.encodedDataLength);
      const { protocol, pathname } = new URL(request.url);
      if (protocol === 'data:' || pathname.startsWith('/_inbox')) return;
      open.set(requestId, { url: request.url, method: request.method, type });
    });
    wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => close(requestId, encodedDataLength));
    wire.on('Network.loadingFailed', ({ requestId, errorText }) => {
      if (open.has(requestId)) this.complaints.push(`${open.get(requestId).url}: ${errorText}`);
      close(requestId, 0);
    });
  }
}
