// The robot check: a little work by the browser, nothing for the person.
(() => {
  const box = document.querySelector('.robot');
  const status = box.querySelector('[role=status]');
  const field = box.querySelector('input');
  const again = box.querySelector('button');
  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
  // Tries one number after the other until the derived key begins as asked.
  const solve = async (asked) => {
    const nonce = bytes(asked.nonce);
    const password = new Uint8Array(nonce.length + 4);
    password.set(nonce);
    const way = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes(asked.salt), iterations: asked.cost };
    for (let counter = 0; ; counter++) {
      new DataView(password.buffer).setUint32(nonce.length, counter);
      const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
      const derivedKey = hex(await crypto.subtle.deriveBits(way, key, asked.keyLength * 8));
      if (derivedKey.startsWith(asked.keyPrefix)) return { counter, derivedKey };
    }
  };
  const check = async () => {
    // Whoever submits now is told to wait, and is not taken for somebody without JavaScript.
    field.value = 'working';
    box.dataset.state = 'working';
    again.hidden = true;
    status.textContent = box.dataset.working;
    try {
      const answer = await fetch(box.dataset.from || '/captcha');
      if (!answer.ok) throw answer.status;
      const challenge = await answer.json();
      const solution = await solve(challenge.parameters);
      field.value = btoa(JSON.stringify({ challenge, solution }));
      box.dataset.state = 'done';
    } catch {
      field.value = '';
      box.dataset.state = 'failed';
      again.hidden = false;
    }
    status.textContent = box.dataset[box.dataset.state];
  };
  again.onclick = check;
  check();
  // A challenge lives ten minutes.
  setInterval(check, 540000);
})();
