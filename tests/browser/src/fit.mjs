// What does not fit on a page.

/** The elements that stick out of the window or are cut off. */
export const lost = (page) => page.evaluate(() => {
  const wide = document.documentElement.scrollWidth;
  const found = wide > innerWidth ? [`the page is ${wide} wide`] : [];
  for (const it of document.body.querySelectorAll('*')) {
    const style = getComputedStyle(it);
    if (it.closest('.unseen, .skip, svg, script') || style.display === 'inline') continue;
    const cut = it.scrollWidth > it.clientWidth + 1 && it.matches('a, button, span, p, label, h1, h2, strong');
    if (cut && it.clientWidth) found.push(`${it.outerHTML.slice(0, 60)} is cut`);
    const box = it.getBoundingClientRect();
    if (it.checkVisibility() && (box.right > innerWidth + 1 || box.left < -1)) found.push(`${it.outerHTML.slice(0, 60)} sticks out`);
  }
  return found;
});
