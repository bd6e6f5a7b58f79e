using System.Text.Json.Nodes;
using AuthMethods.Tests.Browsers;
using AuthMethods.Tests.Server;
using Microsoft.Playwright;

namespace AuthMethods.Tests.Features.Fido2Methods;

/// <summary>A passkey that a page makes in a real browser, with Chromium's virtual authenticator.</summary>
[Collection(Chromium.Collection)]
public sealed class PasskeyPageTests(Chromium chromium)
{
    private const string Page = """
        <!doctype html><title>Make a passkey</title>
        <script>
        async function register(passkeys, token) {
          const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
          const options = await (await fetch(`${passkeys}/creationOptions`, { headers })).json();
          const credential = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options.publicKey) });
          const { id, response, clientExtensionResults } = credential.toJSON();
          const { clientDataJSON, attestationObject } = response;
          const publicKeyCredential = { id, response: { clientDataJSON, attestationObject }, clientExtensionResults };
          const answer = await fetch(passkeys, { method: 'POST', headers, body: JSON.stringify({ displayName: 'Made in a page', publicKeyCredential }) });
          return `${answer.status} ${await answer.text()}`;
        }
        </script>
        """;

    [SkippableFact]
    public async Task Create_InAPage_IsAccepted()
    {
        var tenant = await SharedServer.ListeningTenantAsync();
        // Browsers make passkeys for host names, not for IP addresses.
        var origin = $"http://localhost:{tenant.Server.Address.Port}";
        var page = await chromium.OpenPageAsync();
        await page.RouteAsync($"{origin}/make-a-passkey", route => route.FulfillAsync(new() { ContentType = "text/html", Body = Page }));
        await page.GotoAsync($"{origin}/make-a-passkey");
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new
            {
                protocol = "ctap2",
                transport = "usb",
                hasResidentKey = true,
                hasUserVerification = true,
                isUserVerified = true,
                automaticPresenceSimulation = true,
            },
        });

        var answer = await page.EvaluateAsync<string>(
            "([passkeys, token]) => register(passkeys, token)",
            new[] { $"{origin}/v1.0/me/authentication/fido2Methods", await tenant.TokenAsync("balas") });

        Assert.StartsWith("201 ", answer, StringComparison.Ordinal);
        var made = JsonNode.Parse(answer[4..])!;
        Assert.Equal("Made in a page", (string?)made["displayName"]);
        Assert.Equal("deviceBound", (string?)made["passkeyType"]);
        var balas = await tenant.AsAsync("balas");
        Assert.Equal((string?)made["id"], (string?)(await balas.GetAnswerAsync("/v1.0/me/authentication/fido2Methods")).Value.Single()!["id"]);
    }
}
