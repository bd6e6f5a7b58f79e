// What the pages do better with a script. All but passkeys work without it.

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.parentElement.nextElementSibling.textContent);
  const [text] = button.childNodes;
  text.data = "Copied ";
  setTimeout(() => { text.data = "Copy "; }, 1500);
});

// A dialog whose call was refused is open without a backdrop; a modal one keeps the focus inside.
for (const dialog of document.querySelectorAll("dialog[data-reopen]")) {
  dialog.close();
  dialog.showModal();
}

// Searches while somebody types, and ignores answers that come too late.
for (const form of document.querySelectorAll("form[data-live]")) {
  let timer, last = 0;
  const search = async () => {
    const number = ++last;
    const address = `${form.action}?${new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""))}`;
    const response = await fetch(address).catch(() => null);
    if (number !== last) return;
    // The session has ended, or the server is gone: the browser shows which.
    if (!response?.ok || response.redirected) return location.assign(address);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const part of document.querySelectorAll("[data-part]")) part.innerHTML = page.querySelector(`[data-part="${part.dataset.part}"]`).innerHTML;
    showAll();
    history.replaceState(null, "", address);
  };
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 250); });
}

// One box selects all rows; it appears with the script.
const showAll = () => { for (const box of document.querySelectorAll("[data-all]")) box.hidden = false; };
showAll();
document.addEventListener("change", ({ target }) => {
  if (!target.dataset?.all) return;
  for (const box of document.getElementsByName(target.dataset.all)) box.checked = target.checked;
});

// Says beside a field that what is in it doesn't have the right form.
document.addEventListener("input", (event) => {
  const field = event.target;
  if (field.pattern) field.setAttribute("aria-invalid", String(field.value !== "" && !field.validity.valid));
});

// Passkeys: the browser's authenticator makes one, and the form carries it to the call.
for (const form of document.querySelectorAll("form[data-passkey]")) {
  const field = form.elements["body.publicKeyCredential:json"];
  form.addEventListener("submit", async (event) => {
    if (field.value) return;
    event.preventDefault();
    const problem = form.querySelector("[role=alert]");
    problem.hidden = true;
    try {
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(form.dataset.passkey));
      const { id, response } = (await navigator.credentials.create({ publicKey })).toJSON();
      field.value = JSON.stringify({ id, response: { clientDataJSON: response.clientDataJSON, attestationObject: response.attestationObject } });
      form.submit();
    } catch {
      problem.hidden = false;
    }
  });
}

// On a phone, where one is may be outside of the navigation.
for (const here of document.querySelectorAll("nav [aria-current=page]")) here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft;
