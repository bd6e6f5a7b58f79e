const form = document.querySelector('form[data-options]');
const answer = form.elements.namedItem('answer');
const problem = document.getElementById('problem');

async function ask() {
  problem.hidden = true;
  const options = JSON.parse(form.dataset.options);
  try {
    const credential = form.dataset.creates === ''
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
    answer.value = JSON.stringify(credential.toJSON());
    form.submit();
  } catch {
    problem.hidden = false;
  }
}

form.addEventListener('submit', event => {
  if (answer.value || event.submitter?.name) return;
  event.preventDefault();
  ask();
});
if (form.dataset.starts === '') ask();
