using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.Mvc;

namespace AuthMethods.Features.TemporaryAccessPassMethods;

/// <summary>
/// The Temporary Access Pass, with which a user signs in for a limited time until they have registered other methods. A user has at most
/// one.
/// </summary>
[Route(Routes.User + Routes.Authentication + Segment), Route(Routes.Me + Routes.Authentication + Segment)]
internal sealed class TemporaryAccessPassMethodsController(TemporaryAccessPassStore store) : GraphController
{
    private const string Segment = "temporaryAccessPassMethods";

    /// <summary>List temporaryAccessPassMethods</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authentication-list-temporaryaccesspassmethods</remarks>
    [HttpGet, Requires(TemporaryAccessPassKind.Read), Lists<TemporaryAccessPass>]
    public async Task<IActionResult> List(TargetUser user, GraphQuery query) => Collection(user.ContextOf(Segment), await store.ListAsync(user), query);

    /// <summary>Get temporaryAccessPassAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/temporaryaccesspassauthenticationmethod-get</remarks>
    [HttpGet("{id}"), Requires(TemporaryAccessPassKind.Read), Answers<TemporaryAccessPass>]
    public async Task<IActionResult> Get(TargetUser user, string id, GraphQuery query) =>
        Entity(user.ContextOf(Segment), await store.FindAsync(user, id) ?? throw GraphErrors.MethodNotFound(), query);

    /// <summary>Create temporaryAccessPassMethod, replacing an existing one</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/authentication-post-temporaryaccesspassmethods Only this response shows the pass.</remarks>
    [HttpPost, Requires(TemporaryAccessPassKind.Create, SelfService = SelfService.Write)]
    [Takes<TemporaryAccessPass>("""{"lifetimeInMinutes":60,"isUsableOnce":false}""", IsPartial = true, NotInExample = ["startDateTime"]),
        Answers<TemporaryAccessPass>(201)]
    public async Task<IActionResult> Create(TargetUser user, GraphBody body)
    {
        var request = PassRequest.Read(body.Of<TemporaryAccessPass>(Version, mayBeEmpty: true));
        var pass = (await store.ReplaceAsync(user, request)).OrThrow();
        return Created(user.ContextOf(Segment), pass, user.LocationOf(Segment, pass.Id));
    }

    /// <summary>Delete temporaryAccessPassAuthenticationMethod</summary>
    /// <remarks>https://learn.microsoft.com/graph/api/temporaryaccesspassauthenticationmethod-delete</remarks>
    [HttpDelete("{id}"), Requires(TemporaryAccessPassKind.Delete, SelfService = SelfService.Change), Answers(204)]
    public async Task<IActionResult> Delete(TargetUser user, string id) => Done(await store.DeleteAsync(user, id));
}
