// The official client, unmodified: only the address, and where its tokens come from, are ours.
import graphClient from "@microsoft/microsoft-graph-client";

export const address = process.env.AUTHMETHODS_ADDRESS;

const adminTools = "22223333-cccc-4444-dddd-5555eeee6666";

export async function graphAs(alias) {
  const token = await tokenOf(alias);
  return graphClient.Client.init({
    baseUrl: `${address}/`,
    customHosts: new Set(["localhost"]),
    authProvider: (done) => done(null, token),
  });
}

async function tokenOf(alias) {
  const response = await fetch(`${address}/contoso.com/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "password", client_id: adminTools, scope: ".default", username: `${alias}@contoso.com`, password: "Contoso-Dev-1!",
    }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer.access_token;
}
