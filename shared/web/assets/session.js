// A member who does nothing is asked in time, in every window at once. When the session is over, what was typed is sent
// with a token that is good for nothing: signing in leads back to it.
(() => {
  const idle = document.querySelector('dialog');
  const windows = new BroadcastChannel('session');
  let over = 0;
  const begin = () => {
    over = Date.now() + idle.dataset.minutes * 60000;
    idle.close();
  };
  const leave = () => {
    const form = document.querySelector('main form:has(input:not([type=hidden]))');
    if (!form) return location.reload();
    form.csrf.value = form.csrf.value.replace(/\../, (start) => (start == '.A' ? '.B' : '.A'));
    form.submit();
  };
  windows.onmessage = begin;
  idle.querySelector('button').onclick = async () => {
    const answer = await fetch('/home');
    if (answer.url.endsWith('/sign-in')) return leave();
    begin();
    windows.postMessage('');
  };
  begin();
  windows.postMessage('');
  const watch = setInterval(() => {
    const left = over - Date.now();
    if (left <= 0) {
      clearInterval(watch);
      leave();
    } else if (left < 120000 && !idle.open) idle.showModal();
  }, 1000);
})();
