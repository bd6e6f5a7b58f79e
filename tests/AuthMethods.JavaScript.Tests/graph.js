// The official client, unmodified: only the address, and where its tokens come from, are ours.
import graphClient from "@microsoft/microsoft-graph-client";

export const address = process.env.AUTHMETHODS_ADDRESS;

const adminTools = "22223333-cccc-4444-dddd-5555eeee6666";

/** Signed in as one of the sample users. */
export const graphAs = (alias) => graph({
  grant_type: "password", client_id: adminTools, scope: ".default", username: `${alias}@contoso.com`, password: "Contoso-Dev-1!",
});

/** Signed in as an application. */
export const graphAsApplication = (id, secret) => graph({
  grant_type: "client_credentials", client_id: id, client_secret: secret, scope: "https://graph.microsoft.com/.default",
});

async function graph(form) {
  const token = await tokenOf(form);
  return graphClient.Client.init({
    baseUrl: `${address}/`,
    customHosts: new Set(["localhost"]),
    authProvider: (done) => done(null, token),
  });
}

async function tokenOf(form) {
  const response = await fetch(`${address}/contoso.com/oauth2/v2.0/token`, { method: "POST", body: new URLSearchParams(form) });
  const answer = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer.access_token;
}
