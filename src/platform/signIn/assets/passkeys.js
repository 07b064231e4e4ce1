// Adds and uses passkeys where the browser has them. Without this script the link by e-mail does the same job.
(() => {
  const { browserSupportsWebAuthn, startAuthentication, startRegistration } = window.SimpleWebAuthnBrowser ?? {};
  if (!browserSupportsWebAuthn?.()) return;

  async function send(path, body, token) {
    const reply = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'x-csrf-token': token },
      body: JSON.stringify(body),
    });
    if (!reply.ok) throw new Error('refused');
    return reply.json();
  }

  const deeds = {
    use: async (token, place) => {
      const optionsJSON = await send('/sign-in/passkey/question', {}, token);
      const response = await startAuthentication({ optionsJSON });
      return send('/sign-in/passkey', { response, next: place.dataset.next }, token);
    },
    add: async (token, place) => {
      const optionsJSON = await send('/account/passkeys/question', {}, token);
      const response = await startRegistration({ optionsJSON });
      return send('/account/passkeys', { response, label: place.querySelector('input[name="label"]').value }, token);
    },
  };

  for (const place of document.querySelectorAll('[data-passkey]')) {
    place.hidden = false;
    const button = place.querySelector('button');
    const says = place.querySelector('[role="status"]');
    button.addEventListener('click', async () => {
      button.disabled = true;
      says.textContent = 'Waiting for your device…';
      try {
        const { next } = await deeds[place.dataset.passkey](place.querySelector('input[name="_csrf"]').value, place);
        location.assign(next);
      } catch (error) {
        button.disabled = false;
        says.textContent =
          error?.name === 'NotAllowedError' ? 'Nothing was done: your device was not asked in time, or you said no.'
          : error?.name === 'InvalidStateError' ? 'This device has a passkey for you already.'
          : 'That passkey could not be used. Try again, or use a link by e-mail.';
      }
    });
  }
})();
