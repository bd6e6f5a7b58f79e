// A Swagger UI plugin: the dialog behind "Authorize" offers the sample users, and a click on one signs in as them.
function personas(system) {
  const { createElement: h, useEffect, useState } = system.React;
  const scheme = { name: "bearer", schema: { type: "http", scheme: "bearer" } };

  async function signIn(tokenEndpoint, persona) {
    const response = await fetch(tokenEndpoint, { method: "POST", body: new URLSearchParams(persona.form) });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error_description);
    system.authActions.authorizeWithPersistOption({ bearer: { ...scheme, value: answer.access_token, persona: persona.name } });
    system.authActions.showDefinitions(false);
  }

  function Dialog() {
    const [offer, setOffer] = useState({ groups: [] });
    const [chosen, setChosen] = useState(null);
    const [failure, setFailure] = useState(null);
    useEffect(() => {
      fetch("./personas.json").then((response) => response.json()).then(setOffer);
    }, []);

    const choose = (persona) => {
      setChosen(persona);
      signIn(offer.tokenEndpoint, persona).catch((error) => {
        setChosen(null);
        setFailure(error.message);
      });
    };

    const button = (persona) => h("button", { key: persona.name, type: "button", disabled: chosen !== null, onClick: () => choose(persona) },
      h("strong", null, persona.name),
      h("small", null, persona === chosen ? "signing in…" : persona.description));

    return h("div", { className: "personas" },
      h("h4", null, "Sign in as"),
      failure && h("p", { className: "failed", role: "alert" }, failure),
      offer.groups.map((group) => h("section", { key: group.title },
        h("h5", null, group.title),
        h("div", { className: "personas-list" }, group.personas.map(button)))));
  }

  return {
    wrapComponents: {
      HttpAuth: (Original) => (props) => h("div", null, h(Dialog), h(Original, props)),
      authorizeBtn: (Original) => (props) => h("div", { className: "signed-in" },
        system.authSelectors.authorized().getIn(["bearer", "persona"]),
        h(Original, props)),
    },
  };
}

// Swagger UI would evaluate a plugin's name, which the page's content security policy forbids, so this one adds itself.
document.addEventListener("DOMContentLoaded", () => {
  const bundle = window.SwaggerUIBundle;
  window.SwaggerUIBundle = Object.assign((config) => bundle({ ...config, plugins: [...(config.plugins ?? []), personas] }), bundle);
});
