using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Programs;

/// <summary>A script that registers security keys for other users before it sends them out.</summary>
public sealed class PasskeyProvisioningTests : TenantTests
{
    [Theory]
    [InlineData("/beta", "creationOptions(challengeTimeoutInMinutes=10)")]
    [InlineData("/beta", "microsoft.graph.creationOptions(challengeTimeoutInMinutes=@minutes)?@minutes=10")]
    [InlineData("/v1.0", "creationOptions()")]
    [InlineData("/v1.0", "creationOptions")]
    public async Task Keys_AreRegisteredForEachUserAndListed(string version, string options)
    {
        var app = await _tenant.AsAppAsync("UserAuthMethod-Passkey.ReadWrite.All", "User.Read.All");
        foreach (var alias in new[] { "balas", "megan" })
        {
            var passkeys = $"{version}/users/{_tenant.Name(alias)}/authentication/fido2Methods";
            var creation = (await app.GetAnswerAsync($"{passkeys}/{options}")).Is(HttpStatusCode.OK).Json;
            Assert.True(DateTimeOffset.Parse((string)creation["challengeTimeoutDateTime"]!, CultureInfo.InvariantCulture) > DateTimeOffset.UtcNow);
            Assert.Equal("required", (string?)creation["publicKey"]!["authenticatorSelection"]!["userVerification"]);

            using var key = new SoftwareAuthenticator();
            var made = key.Make(creation, $"{alias} key")["publicKeyCredential"]!;
            // What scripts send: no types, and the outputs of the browser's or the library's call.
            var body = new JsonObject
            {
                ["displayName"] = $"{alias} key",
                ["publicKeyCredential"] = new JsonObject
                {
                    ["id"] = (string)made["id"]!,
                    ["response"] = new JsonObject
                    {
                        ["clientDataJSON"] = (string)made["response"]!["clientDataJSON"]!,
                        ["attestationObject"] = (string)made["response"]!["attestationObject"]!,
                    },
                },
            };
            var created = (await app.PostAnswerAsync(passkeys, body.ToJsonString())).Is(HttpStatusCode.Created).Json;

            var listed = Assert.Single((await app.GetAnswerAsync(passkeys)).Is(HttpStatusCode.OK).Value)!;
            Assert.Equal(
                ((string?)created["id"], $"{alias} key", $"{key.AaGuid}"),
                ((string?)listed["id"], (string?)listed["displayName"], (string?)listed["aaGuid"]));
            (await app.PostAnswerAsync(passkeys, body.ToJsonString())).Is(HttpStatusCode.BadRequest, "badRequest");
        }
    }
}
