// Passkeys, where the browser has them; elsewhere nothing of this is shown.
(() => {
  if (!window.PublicKeyCredential) return;
  document.querySelectorAll('[data-needs-passkeys]').forEach((shown) => { shown.hidden = false; });
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
  const letters = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
  const signed = ['clientDataJSON', 'authenticatorData', 'signature', 'userHandle', 'attestationObject'];
  const sent = (made) => {
    const response = {};
    signed.forEach((part) => { if (made.response[part]) response[part] = letters(made.response[part]); });
    return JSON.stringify({ rawId: letters(made.rawId), response });
  };
  document.querySelectorAll('[data-passkey]').forEach((box) => {
    const asked = box.dataset;
    const form = box.closest('form');
    const status = box.querySelector('[role=status]');
    let since = Date.now();
    let going;
    let pressed = false;
    box.hidden = false;
    // One question at a time: a new one takes the place of the offer in the email box.
    const ask = (more) => {
      if (going) going.abort();
      going = new AbortController();
      const publicKey = { challenge: bytes(asked.challenge), userVerification: 'required', timeout: 300000 };
      return navigator.credentials.get({ publicKey, signal: going.signal, ...more });
    };
    // A passkey that stays in the authenticator, and is offered without a name being typed.
    const make = () => navigator.credentials.create({ publicKey: {
      challenge: bytes(asked.challenge),
      rp: { name: asked.site },
      user: { id: new TextEncoder().encode(asked.user), name: asked.email, displayName: asked.email },
      pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })),
      // An authenticator keeps one of a member and a site: another would take the place of the one that signs in.
      excludeCredentials: asked.exclude.split(' ').filter(Boolean).map((id) => ({ type: 'public-key', id: bytes(id) })),
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      attestation: 'none',
      // What is made too late is taken by nobody, and the authenticator keeps it all the same.
      timeout: since + 290000 - Date.now(),
    } });
    // A page for adding may have been open for long: it takes the challenge of another one.
    const renew = async () => {
      if (Date.now() - since < 60000) return;
      // Our policy lets a script make no document of a text.
      const page = await new Promise((done, failed) => {
        const answer = new XMLHttpRequest();
        answer.open('GET', location.pathname);
        answer.responseType = 'document';
        answer.onload = () => done(answer.response);
        answer.onerror = failed;
        answer.send();
      });
      const fresh = page && page.querySelector('[data-passkey=add]');
      if (!fresh) throw { name: 'Late' };
      Object.assign(asked, fresh.dataset);
      since = Date.now();
    };
    const send = async (made) => {
      const credential = sent(made);
      if (asked.passkey == 'again') {
        // The session learns of it, and the form is sent as it is.
        const body = new URLSearchParams({ csrf: form.elements.csrf.value, challenge: asked.signed, credential, again: 'yes' });
        const answer = await fetch('/sign-in/passkey', { method: 'POST', body });
        if (!answer.ok) throw answer.status;
        // Where a passkey is still to be made, its button sends the form.
        const next = form.querySelector('[data-passkey=add]');
        if (next) {
          status.textContent = next.dataset.proven;
          next.querySelector('button').focus();
          pressed = false;
          refresh();
          return;
        }
      } else {
        form.elements.challenge.value = asked.signed;
        form.elements.credential.value = credential;
      }
      form.requestSubmit();
    };
    const offer = async () => {
      if (asked.passkey != 'sign-in') return;
      const can = PublicKeyCredential.isConditionalMediationAvailable;
      if (!can || !await can.call(PublicKeyCredential)) return;
      try {
        await send(await ask({ mediation: 'conditional' }));
      } catch {}
    };
    // An offer waits for as long as the page, and a challenge is good for five minutes. Whoever was asked by the button is
    // not asked anew.
    const refresh = async () => {
      if (pressed) return;
      const answer = await fetch('/sign-in/passkey');
      if (!answer.ok) return;
      Object.assign(asked, await answer.json());
      since = Date.now();
      offer();
    };
    box.querySelector('button').onclick = async (event) => {
      event.preventDefault();
      status.textContent = '';
      pressed = true;
      try {
        if (asked.passkey == 'add') {
          await renew();
          await send(await make());
        } else await send(await ask());
      } catch (fault) {
        const says = { InvalidStateError: asked.held, Late: asked.late };
        status.textContent = says[fault.name] || asked.failed;
        pressed = false;
        if (asked.passkey != 'add') refresh();
      }
    };
    if (asked.passkey == 'add') {
      // Shown again by Back, its challenge is used.
      addEventListener('pageshow', (event) => { if (event.persisted) since = 0; });
      return;
    }
    setInterval(refresh, 240000);
    addEventListener('focus', () => { if (Date.now() - since > 240000) refresh(); });
    addEventListener('pageshow', (event) => {
      pressed = false;
      if (event.persisted) refresh();
    });
    if (asked.challenge) offer();
    else refresh();
  });
})();
