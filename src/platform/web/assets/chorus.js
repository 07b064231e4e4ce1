// Small help for what already works without it.
(() => {
  // A reader of a screen is taken to the list of errors when a form comes back with them.
  const summary = document.querySelector('.nhsuk-error-summary');
  if (summary instanceof HTMLElement) {
    summary.setAttribute('tabindex', '-1');
    summary.focus();
  }
  // Wide tables are focusable only where there is something to scroll to.
  for (const region of document.querySelectorAll('.chorus-table__scroll')) {
    const measure = () => {
      const scrolls = region.scrollWidth > region.clientWidth + 1;
      region.toggleAttribute('data-fits', !scrolls);
      if (scrolls) region.setAttribute('tabindex', '0');
      else region.removeAttribute('tabindex');
    };
    new ResizeObserver(measure).observe(region);
  }
  // A form that is sent twice in a second was meant once.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== 'post') return;
    if (form.dataset.sent && Date.now() - Number(form.dataset.sent) < 1000) event.preventDefault();
    form.dataset.sent = String(Date.now());
  });
})();
