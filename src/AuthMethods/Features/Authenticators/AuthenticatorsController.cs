using System.Security.Cryptography;
using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Authenticators;

/// <summary>
/// Authenticators that this server simulates for tests: apps with codes, passkeys, and phones with Microsoft Authenticator. They are registered for
/// users and sign in by the same calls and pages as real ones.
/// </summary>
[Route(Routes.Own + Segment)]
internal sealed class AuthenticatorsController(AuthenticatorStore store, TargetUser.Finder users) : GraphController
{
    private const string Segment = "/authenticators";
    private const int SecretLength = 20;
    private const int MinSecretLength = 10;
    private const int MaxSecretLength = 80;
    private const int MaxTextLength = 512;
    private const int Es256 = -7;

    private const string CreationRequest = """
        {"publicKey":{"rp":{"id":"localhost"},"user":{"id":"MDAw"},"challenge":"bXkgY2hhbGxlbmdl","pubKeyCredParams":[{"type":"public-key","alg":-7}],"excludeCredentials":[]},"origin":"https://localhost"}
        """;

    private const string AssertionRequest = """
        {"publicKey":{"rpId":"localhost","challenge":"bXkgY2hhbGxlbmdl","allowCredentials":[]},"origin":"https://localhost"}
        """;

    /// <summary>The model of keys that are created without one; no manufacturer uses it.</summary>
    private static readonly Guid Model = new("a1b2c3d4-0000-4000-8000-74657374206b");

    /// <summary>List software authenticators</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity/authentication/concept-authentication-methods</remarks>
    [HttpGet, OperatorOnly, Requires(Permission.AuthenticatorsUse), Lists<SoftwareAuthenticator>]
    public async Task<IActionResult> List(DirectoryScope directory, GraphQuery query) => Collection(NoContext, await store.ListAsync(), query);

    /// <summary>Get a software authenticator</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity/authentication/concept-authentication-methods</remarks>
    [HttpGet("{id}"), OperatorOnly, Requires(Permission.AuthenticatorsUse), Answers<SoftwareAuthenticator>]
    public async Task<IActionResult> Get(DirectoryScope directory, string id, GraphQuery query) =>
        Entity(NoContext, await store.FindAsync(KeyOf(id)) ?? throw GraphErrors.MethodNotFound(), query);

    /// <summary>Create a software authenticator: an app with codes, a key for a passkey, or a user's phone</summary>
    /// <remarks>
    /// https://learn.microsoft.com/entra/identity/authentication/concept-authentication-methods `type` is `totp`, `passkey` or
    /// `microsoftAuthenticator`. An app may be given its `secretKey`, and a key its `aaGuid`, its `attestation` and whether it `isSynced`. A phone is
    /// made for a `user` and registered as their method, also for signing in without a password if it `isPasswordless`.
    /// </remarks>
    [HttpPost, Requires(Permission.AuthenticatorsUse)]
    [Takes<SoftwareAuthenticator>(
        """{"type":"passkey","displayName":"Kim's test key","aaGuid":"2fc0579f-8113-47ea-b116-bb5a8db9202a","attestation":"packed","isSynced":false}""",
        IsPartial = true, NotInExample = ["secretKey", "user", "isPasswordless"])]
    [Answers<SoftwareAuthenticator>(201)]
    public async Task<IActionResult> Create(DirectoryScope directory, GraphBody body)
    {
        var sent = body.Of<SoftwareAuthenticator>(Version);
        var name = sent.ShortText("displayName");
        var outcome = sent.Member<AuthenticatorType>("type") switch
        {
            AuthenticatorType.Totp => await store.AddTotpAsync(name, SecretOf(sent)),
            AuthenticatorType.Passkey => await store.AddPasskeyAsync(name, PasskeyOf(sent)),
            AuthenticatorType.MicrosoftAuthenticator => await store.AddPhoneAsync(
                await UserOfAsync(sent), name, SecretOf(sent), sent.Flag("isPasswordless") ?? false),
            null => throw GraphErrors.InvalidMethodValue("type"),
        };
        var added = outcome.OrThrow();
        return Created(NoContext, added, $"authenticators/{added.Id}");
    }

    /// <summary>Delete a software authenticator</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity/authentication/concept-authentication-methods</remarks>
    [HttpDelete("{id}"), Requires(Permission.AuthenticatorsUse), Answers(204)]
    public async Task<IActionResult> Delete(DirectoryScope directory, string id) => Done(await store.DeleteAsync(KeyOf(id)));

    /// <summary>Get the code that an app shows</summary>
    /// <remarks>https://learn.microsoft.com/entra/identity/authentication/concept-authentication-oath-tokens</remarks>
    [HttpGet("{id}/code"), OperatorOnly, Requires(Permission.AuthenticatorsUse), Answers<AuthenticatorCode>]
    public async Task<IActionResult> Code(DirectoryScope directory, string id) => Result((await store.CodeAsync(KeyOf(id))).OrThrow());

    /// <summary>Create a passkey on a key, as a browser does with creationOptions</summary>
    /// <remarks>
    /// https://learn.microsoft.com/entra/identity/authentication/how-to-enable-passkey-fido2 Takes what Graph's `creationOptions` answers, or the
    /// options of a page. The answer is the body with which Graph registers it. `origin` is the address of the page; by default, of this
    /// server or of the options' domain.
    /// </remarks>
    [HttpPost("{id}/create"), Requires(Permission.AuthenticatorsUse), Takes(CreationRequest, Optional = "origin"), Answers<AuthenticatorCreation>]
    public async Task<IActionResult> CreatePasskey(DirectoryScope directory, string id, GraphBody body)
    {
        var (sent, options) = OptionsIn(body);
        var domain = TextOf(options.Complex("rp"), "id", "publicKey");
        if (options.Bodies("pubKeyCredParams") is { } algorithms && !algorithms.Any(a => a.Parameters().Number("alg") == Es256))
        {
            throw AuthenticatorErrors.AlgorithmMissing();
        }

        var ceremony = new CeremonyRequest(domain, TextOf(options, "challenge", "publicKey"), OriginOf(sent, domain))
        {
            UserHandle = TextOf(options.Complex("user"), "id", "publicKey"),
            Credentials = CredentialsIn(options, "excludeCredentials"),
        };
        return Result((await store.CreateAsync(KeyOf(id), ceremony)).OrThrow());
    }

    /// <summary>Sign in with the passkey of a key, as a browser does</summary>
    /// <remarks>
    /// https://learn.microsoft.com/entra/identity/authentication/concept-authentication-passkeys-fido2 Takes the options that the sign-in page
    /// passes to `navigator.credentials.get`, and answers what that returns.
    /// </remarks>
    [HttpPost("{id}/get"), Requires(Permission.AuthenticatorsUse), Takes(AssertionRequest, Optional = "origin"), Answers<AuthenticatorAssertion>]
    public async Task<IActionResult> GetAssertion(DirectoryScope directory, string id, GraphBody body)
    {
        var (sent, options) = OptionsIn(body);
        var domain = TextOf(options, "rpId", "publicKey");
        var ceremony = new CeremonyRequest(domain, TextOf(options, "challenge", "publicKey"), OriginOf(sent, domain))
        {
            Credentials = CredentialsIn(options, "allowCredentials"),
        };
        return Result((await store.GetAsync(KeyOf(id), ceremony)).OrThrow());
    }

    private async Task<TargetUser> UserOfAsync(GraphBody.Sent sent) => await users.GetAsync(
        sent.ShortText("user") is { Length: > 0 } user ? user : throw GraphErrors.InvalidMethodValue("user"), store.PhonePermission, SelfService.None);

    private static GraphResult Result(object value) => new() { Items = [value] };

    internal static Guid KeyOf(string id) => GuidKey.TryParse(id, out var key) ? key : throw GraphErrors.MethodNotFound();

    private static (GraphBody.Sent Sent, GraphBody.Sent Options) OptionsIn(GraphBody body)
    {
        var sent = body.Parameters();
        return (sent, sent.Complex("publicKey") ?? throw GraphErrors.InvalidMethodValue("publicKey"));
    }

    private static string TextOf(GraphBody.Sent? sent, string name, string property) =>
        sent?.Text(name) is { Length: > 0 and <= MaxTextLength } text ? text : throw GraphErrors.InvalidMethodValue(property);

    private static string[] CredentialsIn(GraphBody.Sent options, string name) =>
        [.. (options.Bodies(name) ?? []).Select(credential => TextOf(credential.Parameters(), "id", name).TrimEnd('='))];

    private string OriginOf(GraphBody.Sent sent, string domain) => sent.Text("origin") is { } origin
        ? origin is { Length: > 0 and <= MaxTextLength } ? origin : throw GraphErrors.InvalidMethodValue("origin")
        : HttpContext.Request.Host.Host == domain ? HttpContext.Origin() : $"https://{domain}";

    private static byte[] SecretOf(GraphBody.Sent sent) => sent.Text("secretKey") is not { } text
        ? RandomNumberGenerator.GetBytes(SecretLength)
        : Base32.Decode(text) is { Length: >= MinSecretLength and <= MaxSecretLength } secret ? secret : throw GraphErrors.InvalidMethodValue("secretKey");

    private static Passkey PasskeyOf(GraphBody.Sent sent) => new(
        sent.Text("aaGuid") is not { } text ? Model : GuidKey.TryParse(text, out var model) ? model : throw GraphErrors.InvalidMethodValue("aaGuid"),
        sent.Member<AttestationFormat>("attestation") ?? AttestationFormat.None, sent.Flag("isSynced") ?? false);
}
