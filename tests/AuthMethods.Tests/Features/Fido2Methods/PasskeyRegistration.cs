using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Features.Fido2Methods;

internal static class PasskeyRegistration
{
    public static async Task<JsonNode> OptionsAsync(this HttpClient client, string passkeys) =>
        (await client.GetAnswerAsync($"{passkeys}/creationOptions")).Is(HttpStatusCode.OK).Json;

    /// <summary>Gets creation options, lets the authenticator make a passkey, and registers it.</summary>
    public static async Task<Answer> RegisterAsync(
        this HttpClient client, string passkeys, SoftwareAuthenticator authenticator, string? displayName = "My security key") =>
        await client.PostAnswerAsync(passkeys, authenticator.Make(await client.OptionsAsync(passkeys), displayName).ToJsonString());
}
