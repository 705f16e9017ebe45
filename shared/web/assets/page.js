// What pages do where JavaScript is on; without it every page works too.
(() => {
  const all = (name) => document.querySelectorAll(name);
  const summary = document.querySelector('.summary');
  if (summary) summary.focus();
  // An answer to a form becomes a page like any other, so that Back shows it again and asks nothing.
  history.replaceState(history.state, '', location.href);
  // A button below a password, or below a pair of them, shows what was typed.
  const turn = (button, shown) => {
    const ids = button.getAttribute('aria-controls').split(' ');
    ids.forEach((id) => { document.getElementById(id).type = shown ? 'text' : 'password'; });
    button.textContent = shown ? button.dataset.hide : button.dataset.show;
  };
  const buttons = all('[data-hide]');
  buttons.forEach((button) => {
    button.hidden = false;
    button.dataset.show = button.textContent;
    button.onclick = () => turn(button, button.textContent == button.dataset.show);
  });
  // A second press while the first is under way sends nothing; a page shown again starts afresh.
  let sent = 0;
  addEventListener('pageshow', () => { sent = 0; });
  addEventListener('submit', (event) => {
    buttons.forEach((button) => turn(button, false));
    if (Date.now() - sent < 5000) event.preventDefault();
    else sent = Date.now();
  });
})();
