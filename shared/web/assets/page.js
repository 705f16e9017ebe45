// What pages do where JavaScript is on; without it every page works too.
(() => {
  const all = (name) => document.querySelectorAll(name);
  const summary = document.querySelector('.summary');
  if (summary) summary.focus();
  // A button beside each password shows what was typed.
  const turn = (button, shown) => {
    const name = shown ? button.dataset.hide : button.dataset.show;
    document.getElementById(button.getAttribute('aria-controls')).type = shown ? 'text' : 'password';
    button.textContent = name;
    button.setAttribute('aria-label', name + ' ' + button.dataset.word);
  };
  const buttons = all('[data-show]');
  buttons.forEach((button) => {
    button.hidden = false;
    turn(button, false);
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
