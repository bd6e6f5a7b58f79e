using System.Globalization;
using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.Fido2Methods;

/// <summary>Passkeys (FIDO2). Registration takes two steps: creationOptions returns the options for an authenticator, and its response is posted.</summary>
[Route(Routes.User + Routes.Authentication + Segment), Route(Routes.Me + Routes.Authentication + Segment)]
internal sealed class Fido2MethodsController(Fido2MethodStore store, PasskeyCeremony ceremony) : GraphController
{
    private const string Segment = "fido2Methods";
    private const int MinTimeoutMinutes = 5;
    private const int MaxTimeoutMinutes = 43_200;
    private const string TimeoutIs = "How many minutes the challenge is valid, 5 to 43200.";

    /// <summary>List fido2Methods</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/fido2authenticationmethod-list</remarks>
    [HttpGet, Requires(Fido2MethodKind.Read), Lists<Fido2Method>]
    public async Task<IActionResult> List(TargetUser user, GraphQuery query) => Collection(user.ContextOf(Segment), await store.ListAsync(user), query);

    /// <summary>Count fido2Methods</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/fido2authenticationmethod-list</remarks>
    [HttpGet("$count"), Requires(Fido2MethodKind.Read)]
    public async Task<IActionResult> Count(TargetUser user) => CountOf((await store.ListAsync(user)).Count);

    /// <summary>Get fido2AuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/fido2authenticationmethod-get</remarks>
    [HttpGet("{id}"), Requires(Fido2MethodKind.Read), Answers<Fido2Method>]
    public async Task<IActionResult> Get(TargetUser user, string id, GraphQuery query) =>
        Entity(user.ContextOf(Segment), await store.FindAsync(user, id) ?? throw GraphErrors.MethodNotFound(), query);

    /// <summary>fido2AuthenticationMethod: creationOptions</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/fido2authenticationmethod-creationoptions</remarks>
    [HttpGet("creationOptions"), Function, Requires(Fido2MethodKind.Write, SelfService = SelfService.Write), Answers<CredentialCreation>(IsResult = true)]
    public async Task<IActionResult> CreationOptions(
        TargetUser user, [Argument<int>("60", TimeoutIs, IsBetaOnly = true)] string? challengeTimeoutInMinutes)
    {
        var minutes = challengeTimeoutInMinutes is null ? MinTimeoutMinutes : ReadTimeout(challengeTimeoutInMinutes);
        var (creation, state) = await ceremony.CreateOptionsAsync(await FindOwnerAsync(user), HttpContext);
        var expires = await store.SaveChallengeAsync(user, creation.Challenge, state, TimeSpan.FromMinutes(minutes));
        return new GraphResult { ODataContext = "microsoft.graph.webauthnCredentialCreationOptions", Items = [new CredentialCreation(expires, creation)] };
    }

    /// <summary>Create fido2AuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authentication-post-fido2methods</remarks>
    [HttpPost, Requires(Fido2MethodKind.Write, SelfService = SelfService.Write)]
    [Takes<Fido2Method>(
        """{"displayName":"My security key","publicKeyCredential":{"id":"OEVEMkQzNTctNzNEMi00RjEzLTk5MjYtODdGNjFCMjRBMzQy","response":{"clientDataJSON":"eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0","attestationObject":"o2NmbXRkbm9uZQ"}}}""",
        Optional = "displayName")]
    [Answers<Fido2Method>(201)]
    public async Task<IActionResult> Create(TargetUser user, GraphBody body)
    {
        var sent = body.Of<Fido2Method>(Version);
        var name = ReadName(sent);
        var credential = ReadCredential(sent);
        await FindOwnerAsync(user);
        var challenge = PasskeyCeremony.ChallengeOf(credential);
        var state = await store.FindStateAsync(user, challenge) ?? throw PasskeyErrors.PasskeyChallengeUnknown();
        var verified = await ceremony.VerifyAsync(credential, state, HttpContext);
        var passkey = (await store.AddAsync(user, challenge, name, verified)).OrThrow();
        return Created(user.ContextOf(Segment), passkey, user.LocationOf(Segment, passkey.Id));
    }

    /// <summary>Update fido2AuthenticationMethod: rename it</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/resources/fido2authenticationmethod?view=graph-rest-beta</remarks>
    [HttpPatch("/" + Routes.Beta + "/users/{user}" + Routes.Authentication + Segment + "/{id}"),
        HttpPatch("/" + Routes.Beta + "/me" + Routes.Authentication + Segment + "/{id}")]
    [Requires(Fido2MethodKind.Write, SelfService = SelfService.Change), Takes<Fido2Method>("""{"displayName":"Blue key"}"""), Answers(204)]
    public async Task<IActionResult> Update(TargetUser user, string id, GraphBody body)
    {
        var name = ReadName(body.Of<Fido2Method>(Version)) ?? throw GraphErrors.InvalidMethodValue("displayName");
        return Done(await store.RenameAsync(user, id, name));
    }

    /// <summary>Delete fido2AuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/fido2authenticationmethod-delete</remarks>
    [HttpDelete("{id}"), Requires(Fido2MethodKind.Write, SelfService = SelfService.Change), Answers(204)]
    public async Task<IActionResult> Delete(TargetUser user, string id) => Done(await store.DeleteAsync(user, id));

    private static int ReadTimeout(string minutes) =>
        int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var timeout) && timeout is >= MinTimeoutMinutes and <= MaxTimeoutMinutes
            ? timeout
            : throw PasskeyErrors.ChallengeTimeoutOutOfRange();

    private async Task<PasskeyUser> FindOwnerAsync(TargetUser user)
    {
        var owner = await store.UserAsync(user) ?? throw GraphErrors.MethodNotFound();
        if (owner.IsGuest) throw PasskeyErrors.PasskeyForGuest();
        return await store.IsAllowedAsync(user) ? owner : throw GraphErrors.NotAllowedByPolicy("Fido2");
    }

    private static string? ReadName(GraphBody.Sent sent) =>
        sent.Text("displayName") is not { } name ? null : name.Length is > 0 and <= 256 ? name : throw GraphErrors.InvalidMethodValue("displayName");

    private static PublicKeyCredential ReadCredential(GraphBody.Sent sent)
    {
        var credential = sent.Complex("publicKeyCredential") ?? throw GraphErrors.InvalidMethodValue("publicKeyCredential");
        var response = credential.Complex("response") ?? throw GraphErrors.InvalidMethodValue("publicKeyCredential");
        return new(credential.Text("id"), new(response.Text("clientDataJSON"), response.Text("attestationObject")));
    }
}
