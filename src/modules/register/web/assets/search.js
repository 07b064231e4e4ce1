// Answers while one types, on every search form of the page. Without this script the form sends as any form does.
(() => {
  const WAIT_MS = 90;
  const SIGNS_MIN = 2;

  for (const [number, form] of [...document.querySelectorAll('form[action="/search"]')].entries()) {
    const input = form.querySelector('input[name="q"]');
    if (input instanceof HTMLInputElement) answer(form, input, `search-answers-${number}`);
  }

  function answer(form, input, id) {
    const list = document.createElement('ul');
    list.id = id;
    list.className = 'register-answers';
    list.hidden = true;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', 'Organisations found');
    const said = document.createElement('div');
    said.className = 'nhsuk-u-visually-hidden';
    said.setAttribute('role', 'status');
    const holder = document.createElement('div');
    holder.className = 'register-answers__holder';
    input.replaceWith(holder);
    holder.append(input, list, said);
    for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': id })) input.setAttribute(name, value);

    let found = [];
    let chosen = -1;
    let timer;
    let asked;

    const close = () => {
      list.hidden = true;
      chosen = -1;
      input.setAttribute('aria-expanded', 'false');
      input.removeAttribute('aria-activedescendant');
    };
    const choose = (index) => {
      chosen = index;
      for (const [at, option] of [...list.children].entries()) option.setAttribute('aria-selected', String(at === index));
      if (index < 0) input.removeAttribute('aria-activedescendant');
      else {
        input.setAttribute('aria-activedescendant', `${id}-${index}`);
        list.children[index].scrollIntoView({ block: 'nearest' });
      }
    };
    const show = () => {
      list.replaceChildren(...found.map(({ name, about, href }, index) => {
        const option = document.createElement('li');
        option.id = `${id}-${index}`;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        const [first, second] = [document.createElement('span'), document.createElement('span')];
        first.textContent = name;
        second.textContent = about;
        second.className = 'register-answers__about';
        option.append(first, second);
        // The input keeps the focus, so that leaving it closes the list and pressing an answer does not.
        option.addEventListener('mousedown', (event) => event.preventDefault());
        option.addEventListener('click', () => location.assign(href));
        return option;
      }));
      chosen = -1;
      input.removeAttribute('aria-activedescendant');
      list.hidden = found.length === 0;
      input.setAttribute('aria-expanded', String(found.length > 0));
      said.textContent = found.length === 0 ? 'Nothing found' : `${found.length} found`;
    };
    const ask = async () => {
      const text = input.value.trim();
      asked?.abort();
      if (text.length < SIGNS_MIN) return close();
      asked = new AbortController();
      try {
        const reply = await fetch(`/search/suggestions?q=${encodeURIComponent(text)}`, { signal: asked.signal });
        if (!reply.ok) return close();
        found = await reply.json();
        if (document.activeElement === input) show();
      } catch {
        // Asked again before the answer came, or the site cannot be reached: the form still sends.
      }
    };

    input.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT_MS);
    });
    input.addEventListener('blur', close);
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !list.hidden) {
        event.preventDefault();
        close();
      } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        if (found.length === 0) return;
        event.preventDefault();
        if (list.hidden) show();
        const step = event.key === 'ArrowDown' ? 1 : -1;
        choose(chosen < 0 && step < 0 ? found.length - 1 : (chosen + step) % found.length);
      } else if (event.key === 'Enter' && chosen >= 0 && !list.hidden) {
        event.preventDefault();
        location.assign(found[chosen].href);
      }
    });
  }
})();
